import type { Sizing } from '../config/sizing.js';

/** The upper bounds of a classic histogram, +Inf left out. */
export interface BucketGrid {
  readonly name: string;
  /** How the bounds come about, where they are not a fixed list in the source. */
  readonly rule?: string;
  readonly bounds: (sizing: Sizing) => readonly number[];
  /** The same, where they do not depend on the installation. */
  readonly fixed?: readonly number[];
}

/** A grid whose bounds are the same on every installation. */
export function grid(name: string, bounds: readonly number[], rule?: string): BucketGrid {
  return { name, bounds: () => bounds, fixed: bounds, ...(rule === undefined ? {} : { rule }) };
}

const MANTISSAS = [1, 2, 5];

/** vLLM's token histograms: 1, 2, 5, 10, 20, 50 and so on up to the longest context of the model. */
export const upToModelLength: BucketGrid = {
  name: 'vllm_tokens',
  rule: '1-2-5 series: m*10^k for m in (1,2,5), k=0.., while value <= max_model_len',
  bounds: ({ maxModelLength }) => {
    const decades = Array.from({ length: Math.ceil(Math.log10(maxModelLength)) + 1 }, (_, exponent) => 10 ** exponent);
    return decades.flatMap((decade) => MANTISSAS.map((m) => m * decade)).filter((bound) => bound <= maxModelLength);
  },
};
