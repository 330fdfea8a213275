import { family } from '../metric.js';
import { GAUGE, ofConfiguration } from './labels.js';

const info = family({ ...ofConfiguration, labels: GAUGE, openLabels: 'one label per option' });

/** How TensorRT-LLM was started, each 1. */
export const configuration = [
  info.gauge('trtllm_model_config_info', 'info', 'Configuration of the model as labels, value 1'),
  info.gauge('trtllm_parallel_config_info', 'info', 'Configuration of ranks as labels, value 1'),
  info.gauge('trtllm_speculative_config_info', 'info', 'Configuration of speculation as labels, value 1', {
    feature: 'speculative-decoding',
  }),
  info.gauge('trtllm_kv_cache_config_info', 'info', 'Configuration of the KV cache as labels, value 1'),
] as const;
