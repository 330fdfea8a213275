import { grid } from '../bucket-grids.js';

export const ttftV1 = grid(
  'vllm_ttft_v1',
  [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560],
);
export const ttftV0 = grid(
  'vllm_ttft_v0',
  [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
);
export const itlV1 = grid(
  'vllm_itl_v1',
  [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
);
export const tpotV0 = grid('vllm_tpot_v0', [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5]);
export const latencyV1 = grid(
  'vllm_latency_v1',
  [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
);
export const latencyV0 = grid('vllm_latency_v0', [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60]);
export const iterationTokensV1 = grid(
  'vllm_iteration_tokens_v1',
  [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384],
);
export const paramsN = grid('vllm_params_n', [1, 2, 5, 10, 20]);
export const numPreemptions = grid('vllm_num_preemptions', [1, 2, 3, 4, 5, 10, 20]);
export const kvResidency = grid(
  'vllm_kv_residency',
  [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800],
);
export const nixlPost = grid(
  'vllm_nixl_post',
  [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 5],
);
export const nixlXfer = grid('vllm_nixl_xfer', [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 5]);
export const nixlBytes = grid(
  'vllm_nixl_bytes',
  [2048, 8192, 32768, 131072, 524288, 2097152, 8388608, 33554432, 134217728, 536870912, 2147483648, 8589934592],
);
export const nixlDesc = grid(
  'vllm_nixl_desc',
  [10, 20, 30, 50, 75, 100, 200, 400, 1000, 2000, 4000, 10000, 20000, 50000],
);
export const kvOffloadSize = grid(
  'vllm_kv_offload_size',
  [1000000, 5000000, 10000000, 20000000, 40000000, 60000000, 80000000, 100000000, 150000000, 200000000],
);
export const httpHighr = grid(
  'http_highr',
  [0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 7.5, 10, 30, 60],
);
export const httpLowr = grid('http_lowr', [0.1, 0.5, 1]);
export const iterationTokensV0 = grid(
  'vllm_iteration_tokens_v0',
  [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8096],
  'sorted cudagraph_capture_sizes unless enforce_eager; the last static bound really is 8096',
);
export const traceMilliseconds = grid(
  'vllm_trace_ms',
  [1, 2, 3, 5, 8, 10, 20, 30, 50, 80, 100, 200, 300, 500, 800, 1000, 2000, 3000],
  'm*10^k for m in (1,2,3,5,8) while <= 3000',
);
