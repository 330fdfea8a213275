import { upToModelLength } from '../bucket-grids.js';
import { family } from '../metric.js';
import { iterationTokensV1, itlV1, latencyV1, numPreemptions, paramsN, ttftV1 } from './grids.js';
import { ENGINE, V1, V1_FROM_0_12, V1_UNTIL_0_11 } from './labels.js';

const shared = {
  component: 'vllm',
  generations: V1,
  source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
} as const;
const engine = family({ ...shared, labels: ENGINE });

/** vLLM V1: histograms of requests and iterations. */
export const vllmV1Histograms = [
  engine.histogram('vllm:request_prompt_tokens', 'tokens', upToModelLength, 'Prompt length per request', {
    since: 'V0 and V1',
  }),
  engine.histogram('vllm:request_generation_tokens', 'tokens', upToModelLength, 'Output length per request', {
    since: 'V0 and V1',
  }),
  engine.histogram(
    'vllm:request_max_num_generation_tokens',
    'tokens',
    upToModelLength,
    "Longest output among a request's samples",
    { since: 'V0 and V1' },
  ),
  engine.histogram('vllm:request_params_max_tokens', 'tokens', upToModelLength, 'max_tokens request parameter', {
    since: 'V0 and V1',
    condition: 'only observed when max_tokens is set',
  }),
  engine.histogram('vllm:request_params_n', 'count', paramsN, 'n request parameter', { since: 'V0 and V1' }),
  engine.histogram(
    'vllm:request_prefill_kv_computed_tokens',
    'tokens',
    upToModelLength,
    'KV tokens actually computed in prefill per request',
    { generations: V1_FROM_0_12, since: 'after 0.11.0' },
  ),
  engine.histogram('vllm:request_num_preemptions', 'preemptions', numPreemptions, 'Preemptions per finished request', {
    generations: V1_FROM_0_12,
    source: 'vllm-project/vllm:vllm/v1/metrics/buckets.py',
    since: '0.30.0 (secondary)',
    note: 'every finished request is observed; le="1.0" holds 0 and 1 preemptions',
  }),
  engine.histogram('vllm:iteration_tokens_total', 'tokens', iterationTokensV1, 'Tokens processed per engine step', {
    since: 'V0 and V1',
    note: 'HISTOGRAM whose base name ends in _total; series are vllm:iteration_tokens_total_bucket/_sum/_count. In 0.8-era V1 and V0 the buckets are the sorted cudagraph capture sizes',
  }),
  engine.histogram('vllm:time_to_first_token_seconds', 'seconds', ttftV1, 'Time to first token', {
    since: 'V0 and V1',
  }),
  engine.histogram('vllm:inter_token_latency_seconds', 'seconds', itlV1, 'Gap between successive output events', {
    since: '0.10.2 (secondary); 0.11 in source',
    note: 'one observation per output event, not per token: with speculative decoding one event can carry several tokens',
  }),
  engine.histogram('vllm:time_per_output_token_seconds', 'seconds', itlV1, 'Gap between output tokens (old name)', {
    generations: V1_UNTIL_0_11,
    since: 'V0; V1 0.7',
    deprecated: '0.11 (help text already in 0.10.2, secondary)',
    hiddenFrom: '0.12.0 (only with --show-hidden-metrics-for-version=0.11)',
    removed: '0.13.0 (planned in code; absent in 0.30.0, secondary)',
    replacedBy: 'vllm:inter_token_latency_seconds',
  }),
  engine.histogram(
    'vllm:request_time_per_output_token_seconds',
    'seconds',
    itlV1,
    'Mean time per output token of a request',
    {
      generations: V1_FROM_0_12,
      since: 'after 0.11.0, by 0.12',
      note: 'a NEW per-request metric, not a rename; do not confuse with time_per_output_token_seconds',
    },
  ),
  engine.histogram('vllm:e2e_request_latency_seconds', 'seconds', latencyV1, 'Request latency, arrival to last token', {
    since: 'V0 and V1',
  }),
  engine.histogram('vllm:request_queue_time_seconds', 'seconds', latencyV1, 'Time a request spent waiting', {
    since: 'V0 and V1',
  }),
  engine.histogram(
    'vllm:request_inference_time_seconds',
    'seconds',
    latencyV1,
    'Time from first scheduled to finished',
    { since: 'V0 and V1' },
  ),
  engine.histogram('vllm:request_prefill_time_seconds', 'seconds', latencyV1, 'Time from scheduled to first token', {
    since: 'V0 and V1',
  }),
  engine.histogram('vllm:request_decode_time_seconds', 'seconds', latencyV1, 'Time from first to last token', {
    since: 'V0 and V1',
  }),
] as const;
