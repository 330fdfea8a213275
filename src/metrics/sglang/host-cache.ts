import { family } from '../metric.js';
import { backup } from './grids.js';
import { between, SCHEDULER } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g6', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
  openLabels: 'what --extra-metric-labels and custom labels add',
  feature: 'hierarchical-cache',
} as const;
/** Every rank has a cache of its own; these carry no model. */
const RANK = { cache_type: 1, tp_rank: 1, pp_rank: 1, dp_rank: 1 } as const;
const scheduler = family({ ...shared, labels: SCHEDULER, condition: 'hierarchical cache of a hybrid Mamba model' });
const cache = family({ ...shared, labels: RANK, condition: 'hierarchical cache' });
const byPool = family({ ...shared, labels: { ...RANK, pool: 1 }, condition: 'hierarchical cache' });
const byReasonAndPool = family({
  ...shared,
  labels: { ...RANK, reason: 2, pool: 1 },
  condition: 'hierarchical cache',
});
const storage = family({
  ...shared,
  labels: {},
  openLabels: 'those of the storage backend',
  condition: 'L3 storage backend',
});
const unfulfilled = family({
  ...shared,
  labels: { reason: 11 },
  openLabels: 'those of the storage backend',
  condition: 'L3 storage backend',
});
const deferred = family({
  ...shared,
  labels: { reason: 2 },
  openLabels: 'those of the storage backend',
  condition: 'L3 storage backend',
});

/** SGLang since 0.5.23: the KV cache in host memory and what it fetches from storage. */
export const sglangHostCache = [
  scheduler.gauge('sglang:hicache_host_mamba_used_states', 'states', 'Mamba states used in host memory'),
  scheduler.gauge('sglang:hicache_host_mamba_total_states', 'states', 'Mamba states that fit into host memory'),
  cache.histogram('sglang:hicache_backup_duration_seconds', 'seconds', backup, 'Time backing up KV to host memory'),
  cache.counter('sglang:hicache_backup_bytes_total', 'bytes', 'Bytes backed up to host memory'),
  byPool.counter('sglang:hicache_backup_tokens_total', 'tokens', 'Tokens backed up to host memory'),
  cache.counter('sglang:load_back_bytes_total', 'bytes', 'Bytes loaded back from host memory'),
  byReasonAndPool.counter('sglang:hicache_dropped_tokens_total', 'tokens', 'Tokens lost without a backup'),
  storage.counter('sglang:storage_prefetch_hit_tokens_total', 'tokens', 'Tokens that the storage has'),
  unfulfilled.counter('sglang:storage_prefetch_unfulfilled_tokens_total', 'tokens', 'Tokens that were not prefetched'),
  deferred.counter('sglang:storage_prefetch_deferred_tokens_total', 'tokens', 'Tokens whose prefetch was put off'),
  storage.counter('sglang:hicache_backup_dropped_tokens_total', 'tokens', 'Tokens that never reached the storage'),
  storage.counter(
    'sglang:hicache_prefetch_aux_alloc_failed_tokens_total',
    'tokens',
    'Tokens not prefetched for want of room beside them',
  ),
] as const;
