import { grid } from '../bucket-grids.js';

/** Bounds of TensorRT-LLM's histograms; `prometheus_metrics_config` of an engine replaces those of times. */
export const grids = {
  firstToken: grid(
    'trtllm_first_token',
    [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560],
  ),
  perToken: grid(
    'trtllm_per_token',
    [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80],
  ),
  request: grid(
    'trtllm_request',
    [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
  ),
  prefill: grid(
    'trtllm_prefill',
    [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 640, 2560],
  ),
  cachedTokens: grid('trtllm_cached_tokens', [0, 64, 128, 256, 512, 1024, 2048, 4096, 8192]),
  perplexity: grid('trtllm_perplexity', [1, 2, 5, 10, 25, 50, 100, 500, 1000]),
  batchTokens: grid('trtllm_batch_tokens', [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768]),
};
