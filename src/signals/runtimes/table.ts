import type { RuntimeName } from '../../config/runtimes.js';
import { dynamo } from './dynamo.js';
import type { Runtime } from './runtime.js';
import { sglang } from './sglang.js';
import { tensorrtLlm } from './tensorrt-llm.js';
import { vllm } from './vllm.js';

/** Every runtime; what is recorded, watched, drawn and kept of engines iterates over this. */
export const runtimes: Readonly<Record<RuntimeName, Runtime>> = {
  vllm,
  sglang,
  dynamo,
  'tensorrt-llm': tensorrtLlm,
};
