import { cache } from './cache.js';
import { configuration } from './configuration.js';
import { iterations } from './iterations.js';
import { requests } from './requests.js';

/**
 * What trtllm-serve shows at /prometheus/metrics, read from its source at 050f80d and never seen running: its `/metrics` is JSON. There
 * is no such page without `return_perf_metrics: true`, and none of its iterations without `enable_iter_perf_stats: true`.
 */
export const tensorrtLlm = [...requests, ...iterations, ...cache, ...configuration] as const;
