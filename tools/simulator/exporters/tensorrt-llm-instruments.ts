import type { Counter, MetricStore } from '../exposition/instruments.js';
import { feedingFromFirstUse, feedingFromStart } from './feeding.js';

/** The process of the server, and that of the executor. */
const SERVER_PID = '25081';
const EXECUTOR_PID = '25143';

/** What a trtllm-serve shows: little from the start, the rest when it is fed first. */
export function tensorrtLlmInstruments(store: MetricStore, modelName: string) {
  const labels = { model_name: modelName, engine_type: 'pytorch' };
  const ofServer = { ...labels, pid: SERVER_PID };
  const start = feedingFromStart(store);
  const make = feedingFromFirstUse(store);
  for (const info of [
    'trtllm_model_config_info',
    'trtllm_parallel_config_info',
    'trtllm_kv_cache_config_info',
  ] as const) {
    start.gauge([info], ofServer).set(1);
  }
  const finished = new Map<string, Counter>();
  return {
    scheduledBatch: start.gauge(['trtllm_scheduled_batch_size'], { ...labels, pid: EXECUTOR_PID, rank: '0' }),
    cachedTokens: start.counter(['trtllm_prompt_cached_tokens_total'], labels),
    finished: (reason: string): Counter => {
      const counter =
        finished.get(reason) ?? make.counter(['trtllm_request_success_total'], { ...labels, finished_reason: reason });
      finished.set(reason, counter);
      return counter;
    },
    completed: make.counter(['trtllm_num_requests_completed_total'], labels),
    promptTokens: make.counter(['trtllm_prompt_tokens_total'], labels),
    generationTokens: make.counter(['trtllm_generation_tokens_total'], labels),
    requestLatency: make.histogram(['trtllm_e2e_request_latency_seconds'], labels),
    timeToFirstToken: make.histogram(['trtllm_time_to_first_token_seconds'], labels),
    timePerToken: make.histogram(['trtllm_time_per_output_token_seconds'], labels),
    queueTime: make.histogram(['trtllm_request_queue_time_seconds'], labels),
    prefillTime: make.histogram(['trtllm_request_prefill_time_seconds'], labels),
    decodeTime: make.histogram(['trtllm_request_decode_time_seconds'], labels),
    inferenceTime: make.histogram(['trtllm_request_inference_time_seconds'], labels),
    cachedTokensOfRequest: make.histogram(['trtllm_prompt_cached_tokens_per_request'], labels),
    running: make.gauge(['trtllm_num_requests_running'], ofServer),
    waiting: make.gauge(['trtllm_num_requests_waiting'], ofServer),
    usage: make.gauge(['trtllm_kv_cache_utilization'], ofServer),
    usedBlocks: make.gauge(['trtllm_kv_cache_used_blocks'], ofServer),
    maxBlocks: make.gauge(['trtllm_kv_cache_max_blocks'], ofServer),
    iterationSeconds: make.gauge(['trtllm_iteration_latency_seconds'], ofServer),
  };
}
