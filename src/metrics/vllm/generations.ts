/** The generations of vLLM that tell apart what is exposed: the V0 engine, V1 up to 0.11, and V1 from 0.12 on. */
export const VLLM_GENERATIONS = ['v0', 'v1', 'v1-0.12'] as const;
