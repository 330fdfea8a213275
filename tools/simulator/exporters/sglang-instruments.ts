import type { LabelValues } from '../exposition/instruments.js';
import type { Feeding } from './feeding.js';
import { isSince, type SglangGeneration, streamingLabels } from './sglang-labels.js';

const LATENCY = 'sglang:kv_transfer_latency_ms' as const;
const SPEED = 'sglang:kv_transfer_speed_gb_s' as const;
const SIZE = 'sglang:kv_transfer_total_mb' as const;
/** Any process id does; ranks have those after it. */
const FIRST_PROCESS = 9334;

/** What a server counts once, where its tokenizer runs. */
export function tokenizerInstruments(make: Feeding, generation: SglangGeneration, labels: LabelValues) {
  const bySource = isSince(generation, 'g4') ? { ...labels, cache_source: 'device' } : labels;
  return {
    ofStreams: streamingInstruments(make, streamingLabels(generation, labels, true)),
    ofOthers: streamingInstruments(make, streamingLabels(generation, labels, false)),
    cachedTokens: make.counter(['sglang:cached_tokens_total'], bySource),
    aborted: make.counter(['sglang:num_aborted_requests_total'], labels),
    interTokenLatency: make.histogram(
      ['sglang:inter_token_latency_seconds', 'sglang:time_per_output_token_seconds'],
      labels,
    ),
    promptLength: make.histogram(['sglang:prompt_tokens_histogram'], labels),
    computedLength: make.histogram(['sglang:uncached_prompt_tokens_histogram'], labels),
    generationLength: make.histogram(['sglang:generation_tokens_histogram'], labels),
    retractionsOfRequest: make.histogram(['sglang:num_retractions'], labels),
  };
}

/** What is counted apart for streams since g6, and together before. */
function streamingInstruments(make: Feeding, labels: LabelValues) {
  return {
    promptTokens: make.counter(['sglang:prompt_tokens_total'], labels),
    generationTokens: make.counter(['sglang:generation_tokens_total'], labels),
    finished: make.counter(['sglang:num_requests_total'], labels),
    timeToFirstToken: make.histogram(['sglang:time_to_first_token_seconds'], labels),
    requestLatency: make.histogram(['sglang:e2e_request_latency_seconds'], labels),
  };
}

/** What a scheduler publishes, the same from each of its ranks. */
export function schedulerInstruments(make: Feeding, generation: SglangGeneration, ranks: readonly LabelValues[]) {
  const stage = (name: string) =>
    make.histogram(['sglang:per_stage_req_latency_seconds'], ...ranks.map((labels) => ({ ...labels, stage: name })));
  return {
    running: make.gauge(['sglang:num_running_reqs'], ...ranks),
    queued: make.gauge(['sglang:num_queue_reqs'], ...ranks),
    usedTokens: make.gauge(['sglang:num_used_tokens', 'sglang:kv_used_tokens'], ...ranks),
    usage: make.gauge(['sglang:token_usage', 'sglang:full_token_usage'], ...ranks),
    capacity: make.gauge(['sglang:max_total_num_tokens'], ...ranks),
    generationSpeed: make.gauge(['sglang:gen_throughput'], ...ranks),
    hitRate: make.gauge(['sglang:cache_hit_rate'], ...ranks),
    // g2 still registers it and never sets it, so it shows nothing.
    lastQueueTime: make.gauge(generation === 'g1' ? ['sglang:avg_request_queue_latency'] : [], ...ranks),
    queueTime: make.histogram(['sglang:queue_time_seconds'], ...ranks),
    prefillWaiting: stage('prefill_waiting'),
    prefillForward: stage('prefill_forward'),
    retracted: make.counter(['sglang:num_retracted_requests_total'], ...ranks),
    retractedInput: make.counter(['sglang:num_retracted_input_tokens_total'], ...ranks),
    retractedOutput: make.counter(['sglang:num_retracted_output_tokens_total'], ...ranks),
    retractedLast: make.gauge(['sglang:num_retracted_reqs'], ...ranks.map(withProcess)),
    ...queues(make, ranks),
    transferFailures: make.counter(['sglang:num_transfer_failed_reqs_total'], ...ranks),
    ...transfers(make, generation, ranks),
  };
}

function queues(make: Feeding, ranks: readonly LabelValues[]) {
  return {
    bootstrapQueue: make.gauge(
      ['sglang:num_prefill_bootstrap_queue_reqs', 'sglang:num_prefill_prealloc_queue_reqs'],
      ...ranks,
    ),
    inflightQueue: make.gauge(
      ['sglang:num_prefill_inflight_queue_reqs', 'sglang:num_prefill_infight_queue_reqs'],
      ...ranks,
    ),
    preallocationQueue: make.gauge(['sglang:num_decode_prealloc_queue_reqs'], ...ranks),
    transferQueue: make.gauge(['sglang:num_decode_transfer_queue_reqs'], ...ranks),
  };
}

/** The last value in a gauge until g4, a histogram of the same name from g5 on. */
function transfers(make: Feeding, generation: SglangGeneration, ranks: readonly LabelValues[]) {
  const isHistogram = isSince(generation, 'g5');
  const last = (name: typeof LATENCY | typeof SPEED | typeof SIZE) => make.gauge(isHistogram ? [] : [name], ...ranks);
  const all = (name: typeof LATENCY | typeof SPEED | typeof SIZE) =>
    make.histogram(isHistogram ? [name] : [], ...ranks);
  return {
    lastTransfer: { latency: last(LATENCY), speed: last(SPEED), size: last(SIZE) },
    transfers: { latency: all(LATENCY), speed: all(SPEED), size: all(SIZE) },
  };
}

/** A gauge that names no mode of several processes carries the process, and each rank is one. */
function withProcess(labels: LabelValues, rank: number): LabelValues {
  return { ...labels, pid: String(FIRST_PROCESS + rank) };
}
