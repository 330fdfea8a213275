import { counter, type Doing, gauge, histogram, replica } from './scenes.js';
import type { Scene } from './timeline.js';

/** The grids of V0 end where the limits of the alerts are, or before. */
const FIRST_TOKEN = [0.5, 1, 2.5, 5, 7.5, 10];
const OUTPUT_TOKEN = [0.05, 0.1, 0.2, 0.3, 0.5];
const LATENCY = [10, 30, 60];

/** A vLLM V0 replica of tenant-a/chat: no engine label, old names, and a gauge for the hit ratio. */
export function vllmV0(pod: string, doing: Doing): Scene {
  const target = replica(pod);
  const engine = { ...target, model_name: 'qwen-7b' };
  const requests = doing.requestsPerSecond ?? 0;
  const observed = (bounds: readonly number[], value: number) => ({ bounds, perSecond: requests, value });
  return [
    gauge('up', target, 1),
    gauge('vllm:num_requests_running', engine, doing.running ?? 0),
    gauge('vllm:num_requests_waiting', engine, doing.waiting ?? 0),
    gauge('vllm:gpu_cache_usage_perc', engine, doing.kvCache ?? 0),
    gauge('vllm:gpu_prefix_cache_hit_rate', engine, (doing.hitsPerSecond ?? 0) / (doing.promptTokensPerSecond ?? 1)),
    counter('vllm:request_success_total', { ...engine, finished_reason: 'stop' }, requests),
    counter('vllm:prompt_tokens_total', engine, doing.promptTokensPerSecond ?? 0),
    counter('vllm:generation_tokens_total', engine, doing.generationTokensPerSecond ?? 0),
    counter('vllm:num_preemptions_total', engine, doing.preemptionsPerSecond ?? 0),
    ...histogram('vllm:time_to_first_token_seconds', engine, observed(FIRST_TOKEN, doing.firstTokenSeconds ?? 0.7)),
    ...histogram('vllm:time_per_output_token_seconds', engine, observed(OUTPUT_TOKEN, doing.interTokenSeconds ?? 0.07)),
    ...histogram('vllm:e2e_request_latency_seconds', engine, observed(LATENCY, doing.latencySeconds ?? 17)),
  ];
}
