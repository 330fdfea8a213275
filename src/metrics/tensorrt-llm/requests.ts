import { family } from '../metric.js';
import { grids } from './grids.js';
import { FROM_G1, G2, ofRequests, SERVER } from './labels.js';

const server = family({ ...ofRequests, labels: SERVER });
const byReason = family({ ...ofRequests, labels: { ...SERVER, finished_reason: 4 } });
const cached = { generations: FROM_G1, since: 'pull request 12636' } as const;
const byPosition = family({ ...ofRequests, ...cached, labels: { ...SERVER, token_position: 8 } });
const byCode = family({ ...ofRequests, ...cached, labels: { ...SERVER, http_code: 1 } });
const byLevel = family({
  ...ofRequests,
  generations: G2,
  since: '050f80d',
  labels: { ...SERVER, cache_level: 2, cache_tier: 1 },
});

/** What TensorRT-LLM counts of a request when it is finished; of one whose stream the client leaves it counts nothing. */
export const requests = [
  byReason.counter('trtllm_request_success_total', 'requests', 'Finished requests by finish reason', {
    note: 'finished_reason=stop|length|timeout|cancelled; several answers to one prompt count each. A stream that its client leaves is counted nowhere, and neither is one that fails',
  }),
  server.histogram('trtllm_e2e_request_latency_seconds', 'seconds', grids.request, 'Arrival to last token'),
  server.histogram('trtllm_time_to_first_token_seconds', 'seconds', grids.firstToken, 'Arrival to first token', {
    note: 'observed when the request is finished',
  }),
  server.histogram(
    'trtllm_time_per_output_token_seconds',
    'seconds',
    grids.perToken,
    'Mean time per output token after the first',
    { note: 'one value a request of at least two output tokens' },
  ),
  server.histogram('trtllm_request_queue_time_seconds', 'seconds', grids.request, 'Arrival to first scheduling'),
  server.histogram('trtllm_request_prefill_time_seconds', 'seconds', grids.prefill, 'First scheduling to first token'),
  server.histogram('trtllm_request_decode_time_seconds', 'seconds', grids.request, 'First token to last token'),
  server.histogram('trtllm_request_inference_time_seconds', 'seconds', grids.request, 'First scheduling to last token'),
  server.counter('trtllm_prompt_tokens_total', 'tokens', 'Prompt tokens of finished requests'),
  server.counter('trtllm_generation_tokens_total', 'tokens', 'Output tokens of finished requests'),
  server.counter('trtllm_prompt_cached_tokens_total', 'tokens', 'Prompt tokens found in the KV cache', {
    ...cached,
    condition: 'at 0 from the start, with return_perf_metrics',
  }),
  server.histogram(
    'trtllm_prompt_cached_tokens_per_request',
    'tokens',
    grids.cachedTokens,
    'Prompt tokens found in the KV cache, by request',
    cached,
  ),
  byPosition.counter('trtllm_spec_decode_drafted_tokens_total', 'tokens', 'Drafted tokens by position', {
    feature: 'speculative-decoding',
  }),
  byPosition.counter('trtllm_spec_decode_accepted_tokens_total', 'tokens', 'Accepted draft tokens by position', {
    feature: 'speculative-decoding',
  }),
  server.histogram('trtllm_prefill_perplexity', 'ratio', grids.perplexity, 'Perplexity of prompts', {
    ...cached,
    feature: 'perplexity',
  }),
  server.histogram('trtllm_generation_perplexity', 'ratio', grids.perplexity, 'Perplexity of answers', {
    ...cached,
    feature: 'perplexity',
  }),
  byCode.counter('trtllm_request_error_total', 'requests', 'Requests that are none of the API, by HTTP status', {
    condition: 'from the first such request on, with return_perf_metrics',
    note: 'only what fails validation, as 400: requests that are too long, that fail or that are refused later are not counted',
  }),
  byLevel.counter('trtllm_prompt_cache_hit_tokens_total', 'tokens', 'Prompt tokens found, by level of the KV cache', {
    feature: 'iteration-statistics',
  }),
] as const;
