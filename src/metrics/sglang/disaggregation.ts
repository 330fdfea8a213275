import { family } from '../metric.js';
import { deferred, expertRanks, kvBoot, kvLatency, kvMb, kvSpeed } from './grids.js';
import { between, SCHEDULER } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g5', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
} as const;
const scheduler = family({
  ...shared,
  labels: SCHEDULER,
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByModeNumPrefillRanks = family({
  ...shared,
  labels: { ...SCHEDULER, mode: 3, num_prefill_ranks: 1 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByCategoryNumPrefillRanks = family({
  ...shared,
  labels: { ...SCHEDULER, category: 2, num_prefill_ranks: 1 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});

const byOutcome = family({
  ...shared,
  generations: between('g6', 'g6'),
  labels: { ...SCHEDULER, outcome: 3 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const byLayer = family({ ...shared, generations: between('g6', 'g6'), labels: { layer: 1 } });
const plain = family({
  ...shared,
  generations: between('g6', 'g6'),
  labels: {},
  source: 'sgl-project/sglang:python/sglang/srt/disaggregation/mooncake/conn.py',
});

/** SGLang: queues and transfers between prefill and decode. */
export const sglangDisaggregation = [
  scheduler.gauge('sglang:pending_prealloc_token_usage', 'ratio', 'Pending preallocation, share of tokens', {
    generations: between('g3', 'g6'),
  }),
  scheduler.gauge('sglang:num_prefill_prealloc_queue_reqs', 'requests', 'PD: prefill preallocation queue', {
    generations: between('g2', 'g4'),
    removed: 'g5',
    replacedBy: 'sglang:num_prefill_bootstrap_queue_reqs',
  }),
  scheduler.gauge('sglang:num_prefill_bootstrap_queue_reqs', 'requests', 'PD: prefill bootstrap queue'),
  scheduler.gauge('sglang:num_prefill_infight_queue_reqs', 'requests', 'PD: prefill in-flight queue (misspelt)', {
    generations: between('g2', 'g2'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    removed: 'g3',
    replacedBy: 'sglang:num_prefill_inflight_queue_reqs',
  }),
  scheduler.gauge('sglang:num_prefill_inflight_queue_reqs', 'requests', 'PD: prefill in-flight queue', {
    generations: between('g3', 'g6'),
  }),
  scheduler.gauge('sglang:num_decode_prealloc_queue_reqs', 'requests', 'PD: decode preallocation queue', {
    generations: between('g2', 'g6'),
  }),
  scheduler.gauge('sglang:num_decode_transfer_queue_reqs', 'requests', 'PD: decode transfer queue', {
    generations: between('g2', 'g6'),
  }),
  scheduler.counter('sglang:num_bootstrap_failed_reqs_total', 'requests', 'PD: requests failing bootstrap', {
    generations: between('g2', 'g5'),
  }),
  scheduler.counter('sglang:num_bootstrap_failed_reqs_total', 'requests', 'PD: requests failing bootstrap', {
    generations: between('g6', 'g6'),
    feature: 'disaggregation',
    condition: 'from the first failure on',
  }),
  scheduler.counter('sglang:num_transfer_failed_reqs_total', 'requests', 'PD: requests failing KV transfer', {
    generations: between('g2', 'g5'),
  }),
  scheduler.counter('sglang:num_transfer_failed_reqs_total', 'requests', 'PD: requests failing KV transfer', {
    generations: between('g6', 'g6'),
    feature: 'disaggregation',
    condition: 'from the first failure on',
  }),
  scheduler.counter('sglang:num_prefill_retries_total', 'retries', 'PD: prefill retries', {
    generations: between('g4', 'g6'),
  }),
  scheduler.gauge('sglang:kv_transfer_speed_gb_s', 'GB/s', 'PD: KV transfer speed', {
    generations: between('g3', 'g4'),
    removed: 'becomes a histogram of the SAME name (PR 19009, opened 2026-02-19, merged)',
    feature: 'disaggregation',
  }),
  scheduler.histogram('sglang:kv_transfer_speed_gb_s', 'GB/s', kvSpeed, 'PD: KV transfer speed', {
    since: 'PR 19009 (2026)',
    feature: 'disaggregation',
    note: 'TYPE CHANGE from gauge, same name: the bare series disappears, _bucket/_sum/_count appear',
  }),
  scheduler.gauge('sglang:kv_transfer_latency_ms', 'milliseconds', 'PD: KV transfer latency', {
    generations: between('g3', 'g4'),
    removed: 'becomes a histogram of the SAME name (PR 19009, opened 2026-02-19, merged)',
    feature: 'disaggregation',
  }),
  scheduler.histogram('sglang:kv_transfer_latency_ms', 'milliseconds', kvLatency, 'PD: KV transfer latency', {
    since: 'PR 19009 (2026)',
    feature: 'disaggregation',
    note: 'TYPE CHANGE from gauge, same name: the bare series disappears, _bucket/_sum/_count appear',
  }),
  scheduler.gauge('sglang:kv_transfer_bootstrap_ms', 'milliseconds', 'PD: KV transfer bootstrap time', {
    generations: between('g4', 'g4'),
    removed: 'becomes a histogram of the SAME name (PR 19009, opened 2026-02-19, merged)',
    feature: 'disaggregation',
  }),
  scheduler.histogram('sglang:kv_transfer_bootstrap_ms', 'milliseconds', kvBoot, 'PD: KV transfer bootstrap time', {
    since: 'PR 19009 (2026)',
    feature: 'disaggregation',
    note: 'TYPE CHANGE from gauge, same name: the bare series disappears, _bucket/_sum/_count appear',
  }),
  scheduler.gauge('sglang:kv_transfer_alloc_ms', 'milliseconds', 'PD: KV transfer allocation wait', {
    generations: between('g4', 'g4'),
    removed: 'becomes a histogram of the SAME name (PR 19009, opened 2026-02-19, merged)',
    feature: 'disaggregation',
  }),
  scheduler.histogram('sglang:kv_transfer_alloc_ms', 'milliseconds', kvBoot, 'PD: KV transfer allocation wait', {
    since: 'PR 19009 (2026)',
    feature: 'disaggregation',
    note: 'TYPE CHANGE from gauge, same name: the bare series disappears, _bucket/_sum/_count appear',
  }),
  scheduler.gauge('sglang:kv_transfer_total_mb', 'MB', 'PD: KV transfer size', {
    generations: between('g4', 'g4'),
    removed: 'becomes a histogram of the SAME name (PR 19009, opened 2026-02-19, merged)',
    feature: 'disaggregation',
  }),
  scheduler.histogram('sglang:kv_transfer_total_mb', 'MB', kvMb, 'PD: KV transfer size', {
    since: 'PR 19009 (2026)',
    feature: 'disaggregation',
    note: 'TYPE CHANGE from gauge, same name: the bare series disappears, _bucket/_sum/_count appear',
  }),
  schedulerByModeNumPrefillRanks.counter(
    'sglang:dp_cooperation_realtime_tokens_total',
    'tokens',
    'Tokens by DP cooperation state',
    { generations: between('g4', 'g6') },
  ),
  schedulerByCategoryNumPrefillRanks.counter(
    'sglang:dp_cooperation_gpu_execution_seconds_total',
    'seconds',
    'GPU busy time by DP cooperation',
    {
      generations: between('g4', 'g4'),
      removed: 'g5',
      replacedBy: 'sglang:dp_cooperation_forward_execution_seconds_total',
    },
  ),
  schedulerByCategoryNumPrefillRanks.counter(
    'sglang:dp_cooperation_forward_execution_seconds_total',
    'seconds',
    'GPU busy time by DP cooperation',
  ),
  scheduler.gauge('sglang:num_decode_host_receive_queue_reqs', 'requests', 'PD: receiving into host memory', {
    generations: between('g6', 'g6'),
  }),
  scheduler.counter('sglang:num_decode_host_receive_reqs_total', 'requests', 'PD: received into host memory', {
    generations: between('g6', 'g6'),
    feature: 'disaggregation',
  }),
  scheduler.gauge('sglang:num_decode_deferred_kv_release_reqs', 'requests', 'PD: failed, KV not released yet', {
    generations: between('g6', 'g6'),
  }),
  scheduler.histogram(
    'sglang:decode_deferred_kv_release_seconds',
    'seconds',
    deferred,
    'PD: time until KV is released',
    {
      generations: between('g6', 'g6'),
      feature: 'disaggregation',
    },
  ),
  byOutcome.counter('sglang:decode_deferred_kv_release_total', 'releases', 'PD: deferred releases of KV', {
    feature: 'disaggregation',
  }),
  scheduler.gauge('sglang:prealloc_full_token_usage', 'ratio', 'PD: share of the KV pool preallocated', {
    generations: between('g6', 'g6'),
  }),
  scheduler.gauge('sglang:prealloc_swa_token_usage', 'ratio', 'PD: share of the sliding-window pool preallocated', {
    generations: between('g6', 'g6'),
  }),
  plain.counter('sglang:failed_session_recoveries_total', 'sessions', 'PD: transfer sessions taken up again', {
    feature: 'disaggregation',
    condition: 'the Mooncake backend',
  }),
  byLayer.histogram('sglang:eplb_gpu_physical_count', 'ranks', expertRanks, 'Experts chosen by layer and rank', {
    feature: 'expert-balance',
    source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
  }),
] as const;
