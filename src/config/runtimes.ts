/**
 * The runtimes whose metrics this program knows, in the order in which everything is written. Each has its metrics in
 * metrics/runtimes.ts and its readings in signals/runtimes/; a name here without them does not compile.
 */
export const RUNTIMES = ['vllm', 'sglang', 'dynamo', 'tensorrt-llm'] as const;
export type RuntimeName = (typeof RUNTIMES)[number];

/** Their names in texts that people read. */
export const RUNTIME_WORDS: Readonly<Record<RuntimeName, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  dynamo: 'Dynamo',
  'tensorrt-llm': 'TensorRT-LLM',
};

/** Those that an ArksApplication may name (arks e1732a9): they can be anywhere, whatever an environment names. Others are pods of your own. */
export const STARTED_BY_ARKS: readonly RuntimeName[] = ['vllm', 'sglang', 'dynamo'];

/** Those that nobody starts but the platform team. */
export const NOT_STARTED_BY_ARKS = RUNTIMES.filter((name) => !STARTED_BY_ARKS.includes(name));

/** Those that Arks disaggregates into prefill, decode and router; with any other such an application fails. */
export const DISAGGREGATED: readonly RuntimeName[] = ['sglang'];
