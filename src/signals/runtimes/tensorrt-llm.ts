import type { tensorrtLlm as metrics } from '../../metrics/tensorrt-llm/index.js';
import { and, type Matcher } from '../../promql/build.js';
import { rateArks, selectArks } from '../vocabulary/arks-series.js';
import { POD } from '../vocabulary/identity.js';
import type { Runtime } from './runtime.js';

const FINISHED = ['trtllm_request_success_total'] as const;
const cancelled = (operator: '=' | '!='): Matcher => ({ label: 'finished_reason', operator, value: 'cancelled' });

const AT_THE_END = 'It says what it counts of a request when that is finished';
const NOT_DISAGGREGATED = { absent: 'Arks starts only SGLang as prefill and decode.' } as const;

/**
 * TensorRT-LLM, as trtllm-serve shows it. Its gauges of iterations stay as the last iteration left them, those of running requests
 * above 0; only the scheduled batch goes back to 0. What it shows by process or rank is no sum: ranks of a tensor-parallel
 * group hold the same requests, so the fullest counts, and with attention data parallelism the others' requests are not seen.
 */
export const tensorrtLlm = {
  shards: [],
  saysModel: { absent: 'It says `model_name`.' },
  fromTheStart: 'trtllm_scheduled_batch_size',
  // Of older collectors nothing says truly what they run, and whoever is heard must be recorded.
  heard: ({ matchers }) => [selectArks('trtllm_scheduled_batch_size', matchers)],
  progress: {
    // A lone request at an idle replica shows nothing of itself before its end, so less than the longest answer would be a stall.
    // An executor that hangs for 300 s ends itself (hang_detector.py): this tells those that do not.
    stalledMinutes: 30,
    running: 'trtllm_scheduled_batch_size',
    tokens: ['trtllm_generation_tokens_total', 'trtllm_num_requests_completed_total'],
    filling: ['trtllm_scheduled_batch_size', 'trtllm_kv_cache_used_blocks', 'trtllm_iteration_latency_seconds'],
    by: POD,
  },
  readings: {
    requestLatency: { names: ['trtllm_e2e_request_latency_seconds'] },
    timeToFirstToken: { names: ['trtllm_time_to_first_token_seconds'] },
    interTokenLatency: {
      absent: 'It times the tokens of a request together: one mean a request (`trtllm_time_per_output_token_seconds`).',
    },
    queueTime: { names: ['trtllm_request_queue_time_seconds'] },
    prefillTime: { names: ['trtllm_request_prefill_time_seconds'] },
    decodeTime: { names: ['trtllm_request_decode_time_seconds'] },
    promptLength: { absent: 'It counts prompt tokens, and no lengths of prompts.' },
    generationLength: { absent: 'It counts output tokens, and no lengths of answers.' },

    requestsFinished: [
      { names: FINISHED, matchers: [cancelled('!=')], by: ['finished_reason'] },
      { names: FINISHED, matchers: [cancelled('=')], labels: { finished_reason: 'abort' } },
    ],
    requestsRejected: { absent: 'It turns no request away for its load.' },
    preemptions: { absent: 'It shows how many requests are paused, and does not count how often that happens.' },
    kvTransferFailures: NOT_DISAGGREGATED,
    promptTokens: { names: ['trtllm_prompt_tokens_total'] },
    generationTokens: { names: ['trtllm_generation_tokens_total'] },
    promptTokensOfLengths: { absent: 'It counts prompt tokens.' },

    requestsRunning: { names: ['trtllm_scheduled_batch_size'] },
    requestsWaiting: { names: ['trtllm_num_requests_waiting'] },
    requestsSwapped: { absent: 'It does not swap requests.' },
    kvCacheUsage: { names: ['trtllm_kv_cache_utilization'] },
    prefillBootstrap: NOT_DISAGGREGATED,
    prefillInflight: NOT_DISAGGREGATED,
    decodePreallocation: NOT_DISAGGREGATED,
    decodeTransfer: NOT_DISAGGREGATED,

    httpErrors: { absent: 'It counts only requests that are none of its API, and no other answers of HTTP.' },
    requestsAbandoned: { absent: `${AT_THE_END}, and a stream that its client leaves is not.` },
    prefixCacheHits: ({ window }) => rateArks('trtllm_prompt_cached_tokens_total', window),
    // An older collector counts no prompt tokens that were found; all of its prompts would count as missed.
    prefixCacheQueries: ({ window }) =>
      and(rateArks('trtllm_prompt_tokens_total', window), selectArks('trtllm_prompt_cached_tokens_total')),
    hostCacheUsage: () => selectArks('trtllm_kv_cache_host_utilization'),
    kvTransferLatency: NOT_DISAGGREGATED,
    kvTransferSpeed: NOT_DISAGGREGATED,
  },
} as const satisfies Runtime<(typeof metrics)[number]>;
