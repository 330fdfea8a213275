import { family } from '../metric.js';
import { G2, GAUGE, ofIterations, SERVER } from './labels.js';

const gauges = family({ ...ofIterations, labels: GAUGE });
const counters = family({ ...ofIterations, labels: SERVER });
const host = { feature: 'host-kv-cache' } as const;

/** What iterations say of the KV cache of TensorRT-LLM. */
export const cache = [
  gauges.gauge('trtllm_kv_cache_utilization', 'ratio', 'KV cache blocks in use, 0 to 1'),
  gauges.gauge('trtllm_kv_cache_hit_rate', 'ratio', 'Share of blocks that were found, since the start'),
  gauges.gauge('trtllm_kv_cache_host_utilization', 'ratio', 'KV cache blocks in use in host memory, 0 to 1', host),
  gauges.gauge('trtllm_kv_cache_iter_reuse_rate', 'ratio', 'Share of blocks that the last iteration found'),
  gauges.gauge('trtllm_kv_cache_max_blocks', 'blocks', 'KV cache blocks'),
  gauges.gauge('trtllm_kv_cache_free_blocks', 'blocks', 'Free KV cache blocks'),
  gauges.gauge('trtllm_kv_cache_used_blocks', 'blocks', 'KV cache blocks in use'),
  gauges.gauge('trtllm_kv_cache_tokens_per_block', 'tokens', 'Tokens of a KV cache block'),
  counters.counter('trtllm_kv_cache_reused_blocks_total', 'blocks', 'Blocks found'),
  counters.counter('trtllm_kv_cache_missed_blocks_total', 'blocks', 'Blocks not found'),
  counters.counter('trtllm_kv_cache_iter_reused_blocks_total', 'blocks', 'Blocks found, by iterations'),
  counters.counter('trtllm_kv_cache_iter_full_reused_blocks_total', 'blocks', 'Blocks found whole'),
  counters.counter('trtllm_kv_cache_iter_partial_reused_blocks_total', 'blocks', 'Blocks found in part'),
  counters.counter('trtllm_kv_cache_iter_missed_blocks_total', 'blocks', 'Blocks not found, by iterations'),
  counters.counter('trtllm_kv_cache_gen_alloc_blocks_total', 'blocks', 'Blocks taken while generating'),
  counters.counter('trtllm_kv_cache_onboard_bytes_total', 'bytes', 'Bytes moved from host memory to the GPU', host),
  counters.counter('trtllm_kv_cache_offload_bytes_total', 'bytes', 'Bytes moved from the GPU to host memory', host),
  counters.counter('trtllm_kv_cache_disk_prefetch_blocks_total', 'blocks', 'Blocks fetched from disk ahead', {
    ...host,
    generations: G2,
    since: '050f80d',
  }),
  counters.counter('trtllm_kv_cache_intra_device_copy_bytes_total', 'bytes', 'Bytes copied within the GPU'),
] as const;
