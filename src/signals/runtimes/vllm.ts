import type { vllm as metrics } from '../../metrics/vllm/index.js';
import { and, atLeast, firstOf, times } from '../../promql/build.js';
import { rateArks, selectArks } from '../vocabulary/arks-series.js';
import { POD } from '../vocabulary/identity.js';
import type { Runtime } from './runtime.js';

const SHARDS = ['engine'] as const;
const NOT_DISAGGREGATED = { absent: 'Arks starts only SGLang as prefill and decode.' } as const;

/** vLLM, from its V0 engine on. With several API servers its gauges appear when they are first set, at the first request. */
export const vllm = {
  shards: SHARDS,
  saysModel: { absent: 'Its own label is `model_name`.' },
  // A counter that stands at 0 where the gauges are not there yet.
  fromTheStart: 'vllm:prompt_tokens_total',
  heard: ({ matchers }) => [
    selectArks('vllm:num_requests_running', matchers),
    selectArks('vllm:prompt_tokens_total', matchers),
  ],
  progress: {
    // Its workers have VLLM_EXECUTE_MODEL_TIMEOUT_SECONDS, 300 unless set (vllm/envs.py); then the engine ends, and its
    // requests with it, so it must be told well before.
    stalledMinutes: 2,
    running: 'vllm:num_requests_running',
    // A prompt counts when all of it is computed, and takes KV cache part by part.
    tokens: ['vllm:generation_tokens_total', 'vllm:prompt_tokens_total'],
    filling: ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'],
    by: [...POD, ...SHARDS],
  },
  readings: {
    requestLatency: { names: ['vllm:e2e_request_latency_seconds'] },
    timeToFirstToken: { names: ['vllm:time_to_first_token_seconds'] },
    interTokenLatency: { names: ['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'] },
    queueTime: { names: ['vllm:request_queue_time_seconds'] },
    prefillTime: { names: ['vllm:request_prefill_time_seconds'] },
    decodeTime: { names: ['vllm:request_decode_time_seconds'] },
    promptLength: { names: ['vllm:request_prompt_tokens'] },
    generationLength: { names: ['vllm:request_generation_tokens'] },

    requestsFinished: [{ names: ['vllm:request_success_total'], by: ['finished_reason'] }],
    requestsRejected: [{ names: ['vllm:admission_rejections_total'], by: ['reason'] }],
    preemptions: [{ names: ['vllm:num_preemptions_total'] }],
    kvTransferFailures: NOT_DISAGGREGATED,
    promptTokens: { names: ['vllm:prompt_tokens_total'] },
    generationTokens: { names: ['vllm:generation_tokens_total'] },
    promptTokensOfLengths: { absent: 'It counts prompt tokens.' },

    requestsRunning: { names: ['vllm:num_requests_running'], restsAt0: true },
    requestsWaiting: { names: ['vllm:num_requests_waiting'], restsAt0: true },
    requestsSwapped: { names: ['vllm:num_requests_swapped'] },
    kvCacheUsage: { names: ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'], restsAt0: true },
    prefillBootstrap: NOT_DISAGGREGATED,
    prefillInflight: NOT_DISAGGREGATED,
    decodePreallocation: NOT_DISAGGREGATED,
    decodeTransfer: NOT_DISAGGREGATED,

    httpErrors: { name: 'http_requests_total', label: 'status', says: 'class' },
    requestsAbandoned: {
      begun: 'vllm:time_to_first_token_seconds_count',
      finished: 'vllm:request_success_total',
      otherwise: [{ label: 'finished_reason', operator: '!=', value: 'abort' }],
    },
    // The gauge of V0 is -1 or absent where caching is off.
    prefixCacheHits: ({ window }) =>
      firstOf(
        rateArks('vllm:prefix_cache_hits_total', window),
        rateArks('vllm:gpu_prefix_cache_hits_total', window),
        times(atLeast(selectArks('vllm:gpu_prefix_cache_hit_rate'), 0), rateArks('vllm:prompt_tokens_total', window)),
      ),
    prefixCacheQueries: ({ window }) =>
      firstOf(
        rateArks('vllm:prefix_cache_queries_total', window),
        rateArks('vllm:gpu_prefix_cache_queries_total', window),
        and(rateArks('vllm:prompt_tokens_total', window), atLeast(selectArks('vllm:gpu_prefix_cache_hit_rate'), 0)),
      ),
    hostCacheUsage: () => selectArks('vllm:cpu_cache_usage_perc'),
    kvTransferLatency: NOT_DISAGGREGATED,
    kvTransferSpeed: NOT_DISAGGREGATED,
  },
} as const satisfies Runtime<(typeof metrics)[number]>;
