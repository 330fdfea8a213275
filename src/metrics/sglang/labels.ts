import { ranks } from '../counts.js';
import { since, sometimes } from '../metric.js';
import { SGLANG_GENERATIONS } from './generations.js';

type Generation = (typeof SGLANG_GENERATIONS)[number];

/** All generations from one to another, both included. */
export function between(first: Generation, last: Generation): readonly Generation[] {
  return SGLANG_GENERATIONS.slice(SGLANG_GENERATIONS.indexOf(first), SGLANG_GENERATIONS.indexOf(last) + 1);
}

/** Labels of what the scheduler publishes: one series per rank that reports, so ranks are not replicas. */
export const SCHEDULER = {
  model_name: 1,
  engine_type: since('g1', 1),
  tp_rank: since('g2', ranks),
  pp_rank: since('g2', 1),
  moe_ep_rank: since('g4', 1),
  dp_rank: sometimes,
  priority: sometimes,
} as const;

/** Labels of what is counted at the tokenizer: one series a pod. */
export const TOKENIZER = { model_name: 1, engine_type: sometimes, priority: sometimes } as const;

/** The same where streams and other requests are told apart. */
export const TOKENIZER_BY_STREAMING = { ...TOKENIZER, is_streaming: since('g6', 2) } as const;
