import { family } from '../metric.js';
import { queueG3, queueG5, stage } from './grids.js';
import { between, SCHEDULER } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g4', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
} as const;
const scheduler = family({
  ...shared,
  labels: SCHEDULER,
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByStage = family({
  ...shared,
  labels: { ...SCHEDULER, stage: 2 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByPid = family({
  ...shared,
  labels: { ...SCHEDULER, pid: 1 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByMode = family({
  ...shared,
  labels: { ...SCHEDULER, mode: 3 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByCategory = family({
  ...shared,
  labels: { ...SCHEDULER, category: 2 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByForwardMode = family({
  ...shared,
  labels: { ...SCHEDULER, forward_mode: 2 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByGtLe = family({
  ...shared,
  labels: { ...SCHEDULER, gt: 11, le: 1 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});

/** SGLang: the scheduler, one series per rank that reports. */
export const sglangScheduler = [
  scheduler.gauge('sglang:num_running_reqs', 'requests', 'Running requests', { generations: between('g0', 'g6') }),
  scheduler.gauge('sglang:num_queue_reqs', 'requests', 'Requests in the waiting queue', {
    generations: between('g0', 'g6'),
  }),
  scheduler.gauge('sglang:num_used_tokens', 'tokens', 'KV tokens in use', { generations: between('g0', 'g6') }),
  scheduler.gauge('sglang:token_usage', 'ratio', 'KV token pool usage, 0 to 1', { generations: between('g0', 'g6') }),
  scheduler.gauge('sglang:gen_throughput', 'tokens/s', 'Generation throughput over the last log interval', {
    generations: between('g0', 'g6'),
    note: 'stays at its last value when decoding stops until the next log interval',
  }),
  scheduler.gauge('sglang:cache_hit_rate', 'ratio', 'Prefix cache hit rate of the last batch', {
    generations: between('g0', 'g6'),
    note: 'instantaneous; prefer rate(sglang:cached_tokens_total)/rate(sglang:prompt_tokens_total)',
  }),
  scheduler.gauge('sglang:spec_accept_length', 'tokens', 'Mean speculative acceptance length', {
    generations: between('g1', 'g6'),
  }),
  scheduler.gauge('sglang:spec_accept_rate', 'ratio', 'Speculative acceptance rate', {
    generations: between('g3', 'g6'),
  }),
  scheduler.gauge('sglang:avg_request_queue_latency', 'seconds', 'Mean queue latency of the last batch', {
    generations: between('g1', 'g2'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    since: 'PR 4444 (Mar 2025)',
    removed: 'absent in g3',
    replacedBy: 'sglang:queue_time_seconds',
    note: 'g2 registers it but log_stats no longer sets it',
  }),
  scheduler.histogram('sglang:queue_time_seconds', 'seconds', queueG3, 'Time requests waited in queue', {
    generations: between('g3', 'g4'),
    note: 'first bucket is le="0.0"',
  }),
  scheduler.histogram('sglang:queue_time_seconds', 'seconds', queueG5, 'Time requests waited in queue', {
    generations: between('g5', 'g6'),
    since: 'g5 buckets (adds 1ms..50ms)',
  }),
  schedulerByStage.histogram(
    'sglang:per_stage_req_latency_seconds',
    'seconds',
    stage,
    'Latency of each request stage',
    {
      generations: between('g3', 'g6'),
      note: 'stage values seen: prefill_waiting, prefill_forward; more exist in PD mode. Full-precision float le values',
    },
  ),
  scheduler.gauge('sglang:num_running_reqs_offline_batch', 'requests', 'Running offline-batch requests', {
    generations: between('g3', 'g4'),
    removed: 'absent in g5',
  }),
  scheduler.gauge('sglang:decode_sum_seq_lens', 'tokens', 'Sum of sequence lengths in decode'),
  scheduler.gauge('sglang:max_total_num_tokens', 'tokens', 'KV pool capacity in tokens'),
  schedulerByPid.gauge('sglang:num_retracted_reqs', 'requests', 'Requests retracted in the last step', {
    generations: between('g3', 'g6'),
    replacedBy: 'sglang:num_retracted_requests_total',
    note: "Gauge without multiprocess_mode: under SGLang's multiprocess registry it carries an extra pid label",
  }),
  schedulerByPid.gauge('sglang:num_paused_reqs', 'requests', 'Requests paused by weight sync', {
    generations: between('g3', 'g6'),
    note: "Gauge without multiprocess_mode: under SGLang's multiprocess registry it carries an extra pid label",
  }),
  scheduler.counter('sglang:num_retracted_requests_total', 'requests', 'Retracted requests', {
    note: 'requests, not reqs, to avoid clashing with the gauge',
  }),
  scheduler.counter('sglang:num_retracted_input_tokens_total', 'tokens', 'Input tokens of retracted requests'),
  scheduler.counter('sglang:num_retracted_output_tokens_total', 'tokens', 'Output tokens of retracted requests'),
  scheduler.gauge('sglang:utilization', 'ratio', 'Scheduler utilisation', { generations: between('g3', 'g6') }),
  scheduler.gauge('sglang:fwd_occupancy', 'percent', 'GPU occupancy by forward passes', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:max_running_requests_under_SLO', 'requests', 'Requests runnable within the SLO', {
    generations: between('g3', 'g6'),
    feature: 'goodput-estimate',
    condition: 'only when the value is computed',
  }),
  scheduler.gauge('sglang:engine_startup_time', 'seconds', 'Engine startup time', {
    generations: between('g3', 'g5'),
    removed: 'g6',
    replacedBy: 'sglang:startup_time_seconds',
  }),
  scheduler.gauge('sglang:engine_load_weights_time', 'seconds', 'Weight loading time', {
    generations: between('g3', 'g5'),
    removed: 'g6',
    replacedBy: 'sglang:startup_time_seconds',
  }),
  scheduler.gauge('sglang:new_token_ratio', 'ratio', 'Scheduler new-token ratio'),
  scheduler.gauge('sglang:is_cuda_graph', 'bool', 'Whether the batch used CUDA graph', {
    generations: between('g3', 'g6'),
  }),
  schedulerByMode.counter('sglang:cuda_graph_passes_total', 'passes', 'Forward passes by CUDA graph use', {
    note: 'mode=decode_cuda_graph|decode_none in g4',
  }),
  schedulerByMode.counter('sglang:realtime_tokens_total', 'tokens', 'Tokens processed, updated each log interval', {
    note: 'mode=prefill_compute|prefill_cache|decode',
  }),
  schedulerByCategory.counter('sglang:gpu_execution_seconds_total', 'seconds', 'GPU busy time by forward mode', {
    generations: between('g4', 'g4'),
    removed: 'g5',
    replacedBy: 'sglang:forward_execution_seconds_total',
    feature: 'device-timer',
    condition: 'needs the device timer enabled',
  }),
  schedulerByCategory.counter('sglang:forward_execution_seconds_total', 'seconds', 'GPU busy time by forward mode', {
    generations: between('g5', 'g6'),
  }),
  scheduler.counter('sglang:estimated_flops_per_gpu_total', 'flops', 'Estimated FLOPs per GPU', {
    generations: between('g5', 'g6'),
    feature: 'flops-metrics',
    condition: '--enable-mfu-metrics',
  }),
  scheduler.counter('sglang:estimated_read_bytes_per_gpu_total', 'bytes', 'Estimated bytes read per GPU', {
    generations: between('g5', 'g6'),
    feature: 'flops-metrics',
    condition: '--enable-mfu-metrics',
  }),
  scheduler.counter('sglang:estimated_write_bytes_per_gpu_total', 'bytes', 'Estimated bytes written per GPU', {
    generations: between('g5', 'g6'),
    feature: 'flops-metrics',
    condition: '--enable-mfu-metrics',
  }),
  schedulerByForwardMode.summary('sglang:eplb_balancedness', 'ratio', 0, 'MoE expert balance', {
    feature: 'expert-balance',
    condition: 'moe_ep_rank 0 and SGLANG_ENABLE_EPLB_BALANCEDNESS_METRIC',
    note: 'python Summary: only _sum and _count, no quantiles',
  }),
  scheduler.gauge('sglang:num_streaming_sessions', 'sessions', 'Streaming sessions', {
    generations: between('g5', 'g6'),
    feature: 'streaming-sessions',
    condition: 'streaming sessions',
  }),
  scheduler.gauge('sglang:streaming_session_held_tokens', 'tokens', 'KV tokens held by streaming sessions', {
    generations: between('g5', 'g6'),
    feature: 'streaming-sessions',
    condition: 'streaming sessions',
  }),
  scheduler.gauge('sglang:num_unique_running_routing_keys', 'keys', 'Distinct routing keys running'),
  schedulerByGtLe.gauge(
    'sglang:routing_key_running_req_count',
    'keys',
    'Routing keys by request count (non-cumulative)',
    {
      note: 'GaugeHistogram emulated with a gauge and gt/le labels: NOT a histogram, do not use histogram_quantile. Bounds 1,2,3,5,7,10,20,50,100,200',
    },
  ),
  schedulerByGtLe.gauge('sglang:routing_key_all_req_count', 'keys', 'Routing keys by request count (non-cumulative)', {
    note: 'GaugeHistogram emulated with a gauge and gt/le labels: NOT a histogram, do not use histogram_quantile. Bounds 1,2,3,5,7,10,20,50,100,200',
  }),
  scheduler.gauge('sglang:context_len', 'tokens', 'Maximum context length', { generations: between('g5', 'g6') }),
  scheduler.gauge('sglang:startup_available_gpu_memory_gb', 'GB', 'Free GPU memory at startup', {
    generations: between('g5', 'g6'),
  }),
] as const;
