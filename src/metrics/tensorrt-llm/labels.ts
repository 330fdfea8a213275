import { TENSORRT_LLM_GENERATIONS } from './generations.js';

export const EVERY = TENSORRT_LLM_GENERATIONS;
export const FROM_G1 = ['g1', 'g2'] as const;
export const G2 = ['g2'] as const;

/** What the server counts: one series a server, whatever its size. */
export const SERVER = { model_name: 1, engine_type: 1 } as const;
/** Its page is made of the files of several processes, and Python's client then says of a gauge whose it is. */
export const GAUGE = { ...SERVER, pid: 1 } as const;
/** What each rank of an executor shows itself. */
export const RANK = { ...GAUGE, rank: 1 } as const;

/** Where the collector is; the page itself is mounted where `return_perf_metrics` is set. */
const SOURCE = 'NVIDIA/TensorRT-LLM@050f80d:tensorrt_llm/metrics/collector.py';
const PER_REQUEST = 'from the first request that is finished, with return_perf_metrics';
const PER_ITERATION =
  'from the first statistics of an iteration on, with return_perf_metrics and enable_iter_perf_stats; read when a request is finished, then for as long as iterations are less than half a second apart';

/** What is known of every metric of a request, of an iteration, and of the configuration. */
export const ofRequests = {
  component: 'tensorrt-llm',
  generations: EVERY,
  source: SOURCE,
  since: 'pull request 12545',
  condition: PER_REQUEST,
} as const;
export const ofIterations = { ...ofRequests, condition: PER_ITERATION, feature: 'iteration-statistics' } as const;
export const ofConfiguration = { ...ofRequests, condition: 'from the start, with return_perf_metrics' } as const;
