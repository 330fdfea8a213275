import { upToModelLength } from '../bucket-grids.js';
import { family } from '../metric.js';
import { iterationTokensV0, latencyV0, paramsN, tpotV0, traceMilliseconds, ttftV0 } from './grids.js';
import { finishedReasons, V0 } from './labels.js';

const shared = {
  component: 'vllm',
  generations: V0,
  source: 'vllm-project/vllm:vllm/engine/metrics.py',
} as const;
const model = family({ ...shared, labels: { model_name: 1 } });
const modelByFinishedReason = family({ ...shared, labels: { model_name: 1, finished_reason: finishedReasons } });
const adapters = family({ ...shared, labels: { running_lora_adapters: 1, max_lora: 1, waiting_lora_adapters: 1 } });
const config = family({ ...shared, labels: {}, openLabels: 'one label per CacheConfig field' });

/** vLLM V0, up to and including the image that Arks uses by default (v0.8.2). */
export const vllmV0 = [
  model.gauge('vllm:num_requests_running', 'requests', 'Requests running on GPU', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:num_requests_waiting', 'requests', 'Requests waiting', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:gpu_cache_usage_perc', 'ratio', 'GPU KV cache usage, 0 to 1', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:num_preemptions_total', 'preemptions', 'Preemptions', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:prompt_tokens_total', 'tokens', 'Prompt tokens processed', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:generation_tokens_total', 'tokens', 'Output tokens generated', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:num_requests_swapped', 'requests', 'Requests swapped to CPU', {
    since: 'V0',
    deprecated: '0.8',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:cpu_cache_usage_perc', 'ratio', 'CPU KV cache usage, 0 to 1', {
    since: 'V0',
    deprecated: '0.8',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:cpu_prefix_cache_hit_rate', 'ratio', 'CPU prefix cache hit rate', {
    since: 'V0',
    deprecated: '0.8',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:gpu_prefix_cache_hit_rate', 'ratio', 'GPU prefix cache hit rate', {
    since: 'V0',
    deprecated: '0.8',
    removed: 'with the V0 engine',
    replacedBy: 'rate(vllm:prefix_cache_hits_total)/rate(vllm:prefix_cache_queries_total)',
  }),
  model.counter('vllm:tokens_total', 'tokens', 'Prompt plus generated tokens', {
    since: 'V0',
    removed: 'with the V0 engine',
    note: 'registered but never incremented (design doc: unimplemented)',
    emitted: false,
  }),
  model.histogram('vllm:iteration_tokens_total', 'tokens', iterationTokensV0, 'Tokens per engine step', {
    since: 'V0',
    removed: 'with the V0 engine',
    note: 'last static bucket really is 8096, not 8192',
  }),
  model.histogram('vllm:time_to_first_token_seconds', 'seconds', ttftV0, 'Time to first token', {
    since: 'V0',
    removed: 'with the V0 engine',
    note: 'bucket list as in the 0.6/0.7-era file; whether late V0 builds used the longer V1 list was not checked',
  }),
  model.histogram('vllm:time_per_output_token_seconds', 'seconds', tpotV0, 'Time between output tokens', {
    since: 'V0',
    removed: 'with the V0 engine',
    replacedBy: 'vllm:inter_token_latency_seconds',
  }),
  model.histogram('vllm:e2e_request_latency_seconds', 'seconds', latencyV0, 'Request latency', {
    since: 'V0',
    removed: 'with the V0 engine',
    note: 'early V0 (about 0.5) used 1,2.5,5,10,15,20,30,40,50,60',
  }),
  model.histogram('vllm:request_queue_time_seconds', 'seconds', latencyV0, 'Time waiting', {
    since: 'late V0 (0.6.x)',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_inference_time_seconds', 'seconds', latencyV0, 'Time running', {
    since: 'late V0 (0.6.x)',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_prefill_time_seconds', 'seconds', latencyV0, 'Time in prefill', {
    since: 'late V0 (0.6.x)',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_decode_time_seconds', 'seconds', latencyV0, 'Time in decode', {
    since: 'late V0 (0.6.x)',
    removed: 'with the V0 engine',
  }),
  model.histogram(
    'vllm:time_in_queue_requests',
    'seconds',
    latencyV0,
    'Queue time (duplicate of request_queue_time_seconds)',
    {
      since: 'late V0',
      deprecated: '0.8',
      removed: 'with the V0 engine',
      replacedBy: 'vllm:request_queue_time_seconds',
      note: 'seconds, although the name has no unit',
    },
  ),
  model.histogram(
    'vllm:model_forward_time_milliseconds',
    'milliseconds',
    traceMilliseconds,
    'Per-request model time in milliseconds',
    {
      since: 'V0',
      deprecated: '0.8',
      removed: 'with the V0 engine',
      feature: 'detailed-traces',
      condition: 'needs --collect-detailed-traces',
    },
  ),
  model.histogram(
    'vllm:model_execute_time_milliseconds',
    'milliseconds',
    traceMilliseconds,
    'Per-request model time in milliseconds',
    {
      since: 'V0',
      deprecated: '0.8',
      removed: 'with the V0 engine',
      feature: 'detailed-traces',
      condition: 'needs --collect-detailed-traces',
    },
  ),
  model.histogram('vllm:request_prompt_tokens', 'tokens', upToModelLength, 'Prompt length', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_generation_tokens', 'tokens', upToModelLength, 'Output length', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_max_num_generation_tokens', 'tokens', upToModelLength, 'Longest output among samples', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_params_max_tokens', 'tokens', upToModelLength, 'max_tokens parameter', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_params_n', 'count', paramsN, 'n parameter', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.histogram('vllm:request_params_best_of', 'count', paramsN, 'best_of parameter', {
    since: 'early V0',
    removed: 'absent in late V0 file (blob 48426548)',
  }),
  modelByFinishedReason.counter('vllm:request_success_total', 'requests', 'Finished requests by reason', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:spec_decode_draft_acceptance_rate', 'ratio', 'Draft token acceptance rate', {
    since: 'V0',
    removed: 'with the V0 engine',
    replacedBy: 'ratio of accepted to draft token counters',
  }),
  model.gauge('vllm:spec_decode_efficiency', 'ratio', 'Speculative decoding efficiency', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:spec_decode_num_accepted_tokens_total', 'tokens', 'Accepted draft tokens', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:spec_decode_num_draft_tokens_total', 'tokens', 'Draft tokens', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.counter('vllm:spec_decode_num_emitted_tokens_total', 'tokens', 'Emitted tokens', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  model.gauge('vllm:avg_prompt_throughput_toks_per_s', 'tokens/s', 'Prompt throughput', {
    since: 'early V0',
    deprecated: 'PR 2764',
    removed: 'PR 12383 (early 2025)',
    replacedBy: 'rate(vllm:prompt_tokens_total)',
  }),
  model.gauge('vllm:avg_generation_throughput_toks_per_s', 'tokens/s', 'Generation throughput', {
    since: 'early V0',
    deprecated: 'PR 2764',
    removed: 'PR 12383 (early 2025)',
    replacedBy: 'rate(vllm:generation_tokens_total)',
  }),
  adapters.gauge('vllm:lora_requests_info', 'timestamp', 'LoRA state as labels', {
    since: 'V0',
    removed: 'with the V0 engine',
  }),
  config.gauge('vllm:cache_config_info', 'info', 'Cache configuration as labels', {
    since: 'V0',
    removed: 'with the V0 engine',
    note: 'early V0 used a prometheus Info named vllm:cache_config, exposed under the same name',
  }),
] as const;
