import type { LabelValues } from '../exposition/instruments.js';
import type { Feeding } from './feeding.js';

export type VllmGeneration = 'v0' | 'v1' | 'v1-0.12';

/** Reasons that each generation knows, all of them at 0 from the start. */
const REASONS: Readonly<Record<VllmGeneration, readonly string[]>> = {
  v0: ['stop', 'length', 'abort'],
  v1: ['stop', 'length', 'abort'],
  'v1-0.12': ['stop', 'length', 'abort', 'error', 'repetition'],
};
/** V0 says this of a cache that is off or that nothing has looked into yet. */
export const UNKNOWN_HIT_RATE = -1;

/** How the series of an engine come about: what it counts is there from the start, what it reports where there is a report. */
export interface VllmFeeding {
  readonly counting: Feeding;
  readonly reporting: Feeding;
}

/** What one engine of vLLM shows, in the exporter's order. */
export function engineInstruments(
  { counting: make, reporting }: VllmFeeding,
  generation: VllmGeneration,
  labels: LabelValues & { readonly model_name: string },
) {
  const { model_name } = labels;
  const gauges = {
    running: reporting.gauge(['vllm:num_requests_running'], labels),
    waiting: reporting.gauge(['vllm:num_requests_waiting'], labels),
    swapped: make.gauge(['vllm:num_requests_swapped'], labels),
    ...waitingByReason(reporting, labels),
    awake: make.gauge(['vllm:engine_sleep_state'], { ...labels, sleep_state: 'awake' }),
    asleep: make.gauge(
      ['vllm:engine_sleep_state'],
      { ...labels, sleep_state: 'weights_offloaded' },
      { ...labels, sleep_state: 'discard_all' },
    ),
    kvCacheUsage: reporting.gauge(['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'], labels),
    hostCacheUsage: make.gauge(['vllm:cpu_cache_usage_perc'], labels),
    hostHitRate: make.gauge(['vllm:cpu_prefix_cache_hit_rate'], labels),
    hitRate: make.gauge(['vllm:gpu_prefix_cache_hit_rate'], labels),
  };
  const counters = {
    lookedUp: make.counter(['vllm:prefix_cache_queries_total', 'vllm:gpu_prefix_cache_queries_total'], labels),
    found: make.counter(['vllm:prefix_cache_hits_total', 'vllm:gpu_prefix_cache_hits_total'], labels),
    // No connector, no image and no option ever moves these.
    still: make.counter(
      [
        'vllm:external_prefix_cache_queries_total',
        'vllm:external_prefix_cache_hits_total',
        'vllm:mm_cache_queries_total',
        'vllm:mm_cache_hits_total',
        'vllm:estimated_flops_per_gpu_total',
        'vllm:estimated_read_bytes_per_gpu_total',
        'vllm:estimated_write_bytes_per_gpu_total',
      ],
      labels,
    ),
    preemptions: make.counter(['vllm:num_preemptions_total'], labels),
    promptTokens: make.counter(['vllm:prompt_tokens_total'], labels),
    ...promptSources(make, labels),
    cachedTokens: make.counter(['vllm:prompt_tokens_cached_total'], labels),
    ...cacheSources(make, labels),
    generationTokens: make.counter(['vllm:generation_tokens_total'], labels),
    rejected: make.counter(
      ['vllm:admission_rejections_total'],
      ...['max_num_queued_reqs', 'max_num_queued_tokens'].map((reason) => ({ model_name, reason })),
    ),
    finished: new Map(
      REASONS[generation].map((reason) => [
        reason,
        make.counter(['vllm:request_success_total'], { ...labels, finished_reason: reason }),
      ]),
    ),
  };
  return { ...gauges, ...counters, ...histograms(make, labels) };
}

function histograms(make: Feeding, labels: LabelValues) {
  return {
    promptLength: make.histogram(['vllm:request_prompt_tokens'], labels),
    generationLength: make.histogram(
      ['vllm:request_generation_tokens', 'vllm:request_max_num_generation_tokens'],
      labels,
    ),
    // Steps of an engine and max_tokens of a request are not played, so these stay at 0.
    unknown: make.histogram(['vllm:iteration_tokens_total', 'vllm:request_params_max_tokens'], labels),
    samples: make.histogram(['vllm:request_params_n'], labels),
    timeToFirstToken: make.histogram(['vllm:time_to_first_token_seconds'], labels),
    interTokenLatency: make.histogram(
      ['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'],
      labels,
    ),
    meanTimePerToken: make.histogram(['vllm:request_time_per_output_token_seconds'], labels),
    requestLatency: make.histogram(['vllm:e2e_request_latency_seconds'], labels),
    queueTime: make.histogram(['vllm:request_queue_time_seconds', 'vllm:time_in_queue_requests'], labels),
    inferenceTime: make.histogram(['vllm:request_inference_time_seconds'], labels),
    prefillTime: make.histogram(['vllm:request_prefill_time_seconds'], labels),
    decodeTime: make.histogram(['vllm:request_decode_time_seconds'], labels),
    computedTokens: make.histogram(['vllm:request_prefill_kv_computed_tokens'], labels),
    preemptionsOfRequest: make.histogram(['vllm:request_num_preemptions'], labels),
  };
}

function waitingByReason(make: Feeding, labels: LabelValues) {
  const gauge = (reason: string) => make.gauge(['vllm:num_requests_waiting_by_reason'], { ...labels, reason });
  return { waitingForCapacity: gauge('capacity'), waitingDeferred: gauge('deferred') };
}

function promptSources(make: Feeding, labels: LabelValues) {
  const counter = (source: string) => make.counter(['vllm:prompt_tokens_by_source_total'], { ...labels, source });
  return {
    computedPromptTokens: counter('local_compute'),
    cachedPromptTokens: counter('local_cache_hit'),
    transferredPromptTokens: counter('external_kv_transfer'),
  };
}

/** Where cached prompt tokens were found: on the GPU, as nothing else is played. */
function cacheSources(make: Feeding, labels: LabelValues) {
  const name = 'vllm:prompt_tokens_cached_by_source_total';
  const others = ['host', 'p2p', 'disk', 'external_unspecified'].map((source) => ({ ...labels, source }));
  return {
    cachedOnDevice: make.counter([name], { ...labels, source: 'device' }),
    cachedElsewhere: make.counter([name], ...others),
  };
}
