import { componentGenerations } from '../components.js';
import { ranks } from '../counts.js';
import { since, sometimes } from '../metric.js';

/**
 * Generations of SGLang's collector: g0 about 0.4.0, g1 0.4.4 to 0.4.6 (the default image of Arks), g2 0.4.9 to 0.5.1
 * (its default for disaggregated applications), g3 0.5.3 to 0.5.5, g4 early 2026, g5 mid-2026. The releases are
 * approximate, order and content are certain. g6 is 0.5.23, whose collector was run.
 */
const GENERATIONS = componentGenerations.sglang;
type Generation = (typeof GENERATIONS)[number];

/** All generations from one to another, both included. */
export function between(first: Generation, last: Generation): readonly Generation[] {
  return GENERATIONS.slice(GENERATIONS.indexOf(first), GENERATIONS.indexOf(last) + 1);
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
