import type { RuntimeName } from '../config/runtimes.js';
import { DYNAMO_GENERATIONS } from './dynamo/generations.js';
import { dynamo } from './dynamo/index.js';
import type { Metric } from './metric.js';
import { SGLANG_GENERATIONS } from './sglang/generations.js';
import { sglang } from './sglang/index.js';
import { TENSORRT_LLM_GENERATIONS } from './tensorrt-llm/generations.js';
import { tensorrtLlm } from './tensorrt-llm/index.js';
import { VLLM_GENERATIONS } from './vllm/generations.js';
import { vllm } from './vllm/index.js';

/** Generations of each runtime, oldest first: releases that expose different things. */
export const runtimeGenerations = {
  vllm: VLLM_GENERATIONS,
  sglang: SGLANG_GENERATIONS,
  dynamo: DYNAMO_GENERATIONS,
  'tensorrt-llm': TENSORRT_LLM_GENERATIONS,
} as const satisfies Readonly<Record<RuntimeName, readonly string[]>>;

/** Everything that each runtime exposes, over all its generations. */
export const runtimeMetrics = {
  vllm,
  sglang,
  dynamo,
  'tensorrt-llm': tensorrtLlm,
} as const satisfies Readonly<Record<RuntimeName, readonly Metric[]>>;
