/**
 * The runtimes whose metrics this program knows, in the order in which everything is written. Each has its metrics in
 * metrics/runtimes.ts and its readings in signals/runtimes/; a name here without them does not compile.
 */
export const RUNTIMES = ['vllm', 'sglang', 'dynamo'] as const;
export type RuntimeName = (typeof RUNTIMES)[number];

/** Those that Arks disaggregates into prefill, decode and router; with any other such an application fails. */
export const DISAGGREGATED: readonly RuntimeName[] = ['sglang'];
