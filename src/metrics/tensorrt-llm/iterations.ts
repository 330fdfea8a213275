import { family } from '../metric.js';
import { grids } from './grids.js';
import { FROM_G1, G2, GAUGE, ofIterations, ofRequests, RANK, SERVER } from './labels.js';

const gauges = family({ ...ofIterations, labels: GAUGE });
const counters = family({ ...ofIterations, labels: SERVER });
const batch = { generations: FROM_G1, since: 'pull request 12636' } as const;
const speculative = { feature: 'speculative-decoding' } as const;
const ranks = family({ ...ofRequests, generations: G2, since: '050f80d', labels: RANK });

/** What TensorRT-LLM shows of iterations of its executor: after the last one gauges stay as that one left them. */
export const iterations = [
  ranks.gauge('trtllm_scheduled_batch_size', 'requests', 'Requests in the latest batch of a rank', {
    source: 'NVIDIA/TensorRT-LLM@050f80d:tensorrt_llm/metrics/batch_metrics.py',
    condition: 'from the start, with return_perf_metrics; without statistics of iterations, too',
    note: '0 when nothing is scheduled. Each rank shows its own: ranks of one tensor-parallel group the same number',
  }),
  gauges.gauge('trtllm_num_requests_running', 'requests', 'Requests that the executor has taken in', {
    note: 'as of the beginning of the last iteration, so never back at 0 once there was a request',
  }),
  gauges.gauge('trtllm_num_requests_waiting', 'requests', 'Requests that the executor has not taken in', {
    note: 'what it has taken in and not scheduled is not in it',
  }),
  counters.counter('trtllm_num_requests_completed_total', 'requests', 'Requests completed, by iterations'),
  gauges.gauge('trtllm_max_num_active_requests', 'requests', 'Most requests that the executor takes in'),
  gauges.gauge('trtllm_iteration_latency_seconds', 'seconds', 'Duration of the last iteration', {
    note: 'of two iterations, where they overlap',
  }),
  gauges.gauge('trtllm_gpu_memory_usage_bytes', 'bytes', 'GPU memory in use'),
  gauges.gauge('trtllm_cpu_memory_usage_bytes', 'bytes', 'CPU memory in use', { note: 'always 0 with PyTorch' }),
  gauges.gauge('trtllm_pinned_memory_usage_bytes', 'bytes', 'Pinned memory in use', { note: 'always 0 with PyTorch' }),
  gauges.gauge('trtllm_max_batch_size_static', 'requests', 'Largest batch, as started'),
  gauges.gauge('trtllm_max_batch_size_runtime', 'requests', 'Largest batch, now'),
  gauges.gauge('trtllm_max_num_tokens_runtime', 'tokens', 'Most tokens of an iteration, now'),
  gauges.gauge('trtllm_num_context_requests', 'requests', 'Requests whose prompt is computed'),
  gauges.gauge('trtllm_num_generation_requests', 'requests', 'Requests that generate'),
  gauges.gauge('trtllm_num_paused_requests', 'requests', 'Requests that lost their place'),
  gauges.gauge('trtllm_num_scheduled_requests', 'requests', 'Requests of the last iteration'),
  gauges.gauge('trtllm_total_context_tokens', 'tokens', 'Prompt tokens of the last iteration'),
  gauges.gauge('trtllm_avg_decoded_tokens_per_iter', 'tokens', 'Output tokens per request of the last iteration', {
    note: 'always 0 with PyTorch',
  }),
  gauges.gauge('trtllm_prefill_batch_occupancy', 'ratio', 'Share of the slots that prompts take', batch),
  counters.histogram(
    'trtllm_prefill_batch_tokens',
    'tokens',
    grids.batchTokens,
    'Prompt tokens of an iteration that has some',
    batch,
  ),
  counters.counter('trtllm_spec_decode_num_draft_tokens_total', 'tokens', 'Draft tokens', speculative),
  counters.counter('trtllm_spec_decode_num_accepted_tokens_total', 'tokens', 'Accepted draft tokens', speculative),
  gauges.gauge('trtllm_spec_decode_acceptance_length', 'tokens', 'Tokens per step and request', speculative),
  gauges.gauge('trtllm_spec_decode_draft_overhead', 'ratio', 'Share of an iteration that drafting takes', speculative),
] as const;
