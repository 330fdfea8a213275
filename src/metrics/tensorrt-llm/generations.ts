/**
 * What the collector of TensorRT-LLM has shown, by what was added last: the statistics of iterations (NVIDIA/TensorRT-LLM pull request
 * 12545), those of the prompt cache (12636), and cache levels with the scheduled batch (050f80d). Before 12545 every series said
 * `model_name="undefined"`; nothing of that is read.
 */
export const TENSORRT_LLM_GENERATIONS = ['g0', 'g1', 'g2'] as const;
