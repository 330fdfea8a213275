import { vllmHttp } from './http.js';
import { vllmV0 } from './v0.js';
import { vllmV1 } from './v1.js';
import { vllmV1Histograms } from './v1-histograms.js';
import { vllmV1Options } from './v1-options.js';

/**
 * Everything a vLLM API server exposes, over all generations. What is always there is complete for 0.32.0, as a real page showed,
 * and for 0.33.0, whose sources register the same; what options add is not.
 */
export const vllm = [...vllmV1, ...vllmV1Histograms, ...vllmV1Options, ...vllmV0, ...vllmHttp] as const;
