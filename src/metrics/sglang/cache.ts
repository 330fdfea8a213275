import { family } from '../metric.js';
import { bw, evict, io } from './grids.js';
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
const byPageSizeNumPages = family({ ...shared, labels: { page_size: 1, num_pages: 1 } });

/** SGLang: KV pools, hierarchical cache, adapters. */
export const sglangCache = [
  scheduler.gauge('sglang:swa_token_usage', 'ratio', 'Sliding-window KV pool usage', {
    generations: between('g3', 'g6'),
  }),
  scheduler.gauge('sglang:mamba_usage', 'ratio', 'Mamba state pool usage'),
  scheduler.gauge('sglang:full_token_usage', 'ratio', 'Full-attention KV pool usage', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:kv_available_tokens', 'tokens', 'Free KV token slots', { generations: between('g5', 'g6') }),
  scheduler.gauge('sglang:kv_evictable_tokens', 'tokens', 'Evictable KV token slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:kv_used_tokens', 'tokens', 'KV token slots actively used', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:swa_available_tokens', 'tokens', 'Free sliding-window slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:swa_evictable_tokens', 'tokens', 'Evictable sliding-window slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:swa_used_tokens', 'tokens', 'Used sliding-window slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:mamba_available_tokens', 'tokens', 'Free mamba state slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:mamba_evictable_tokens', 'tokens', 'Evictable mamba state slots', {
    generations: between('g5', 'g6'),
  }),
  scheduler.gauge('sglang:mamba_used_tokens', 'tokens', 'Used mamba state slots', { generations: between('g5', 'g6') }),
  scheduler.gauge('sglang:lora_pool_slots_used', 'slots', 'LoRA slots in use', {
    feature: 'adapter',
    condition: 'LoRA enabled',
  }),
  scheduler.gauge('sglang:lora_pool_slots_total', 'slots', 'LoRA slots available', {
    feature: 'adapter',
    condition: 'LoRA enabled',
  }),
  scheduler.gauge('sglang:lora_pool_utilization', 'ratio', 'LoRA pool utilisation', {
    feature: 'adapter',
    condition: 'LoRA enabled',
  }),
  scheduler.gauge('sglang:hicache_host_used_tokens', 'tokens', 'Host KV cache tokens in use', {
    generations: between('g5', 'g6'),
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
  }),
  scheduler.gauge('sglang:hicache_host_total_tokens', 'tokens', 'Host KV cache capacity in tokens', {
    generations: between('g5', 'g6'),
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
  }),
  byPageSizeNumPages.gauge('sglang:cache_config_info', 'info', 'Cache configuration', {
    generations: between('g4', 'g4'),
    removed: 'g5',
    replacedBy: 'sglang:page_size and sglang:num_pages',
  }),
  scheduler.gauge('sglang:page_size', 'tokens', 'KV page size', { generations: between('g5', 'g6') }),
  scheduler.gauge('sglang:num_pages', 'pages', 'KV pages', { generations: between('g5', 'g6') }),
  scheduler.counter('sglang:evicted_tokens_total', 'tokens', 'Tokens evicted from GPU to CPU', {
    since: 'g4 or earlier (g3 tail not read)',
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
  }),
  scheduler.counter('sglang:load_back_tokens_total', 'tokens', 'Tokens loaded from CPU to GPU', {
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
  }),
  scheduler.histogram('sglang:eviction_duration_seconds', 'seconds', evict, 'Time evicting KV to CPU', {
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
    note: 'SGLANG_BUCKET_EVICTION_DURATION overrides',
  }),
  scheduler.histogram('sglang:load_back_duration_seconds', 'seconds', evict, 'Time loading KV back to GPU', {
    feature: 'hierarchical-cache',
    condition: 'hierarchical cache',
    note: 'SGLANG_BUCKET_LOAD_BACK_DURATION overrides',
  }),
  scheduler.counter('sglang:prefetched_tokens_total', 'tokens', 'Tokens prefetched from storage', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
  scheduler.counter('sglang:backuped_tokens_total', 'tokens', 'Tokens backed up to storage', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
  scheduler.histogram('sglang:prefetch_pgs', 'pages', io, 'Pages per prefetch', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
  scheduler.histogram('sglang:backup_pgs', 'pages', io, 'Pages per backup', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
  scheduler.histogram('sglang:prefetch_bandwidth', 'GB/s', bw, 'Prefetch bandwidth', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
  scheduler.histogram('sglang:backup_bandwidth', 'GB/s', bw, 'Backup bandwidth', {
    since: 'g4 or earlier',
    feature: 'hierarchical-cache',
    condition: 'L3 storage backend',
  }),
] as const;
