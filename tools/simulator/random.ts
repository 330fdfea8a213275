import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers that look random and are the same for the same seed and name. */
export interface Random {
  /** At least 0, below 1. */
  readonly uniform: () => number;
  /** Time to the next of events that come at this mean interval, independent of each other. */
  readonly exponential: (mean: number) => number;
  /** Positive, with this median; `spread` is the standard deviation of the logarithm. */
  readonly logNormal: (median: number, spread: number) => number;
  /** One of the values, each as likely as the next. Throws where there is none. */
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

/** A stream of its own for each part of a fleet, so that one part drawing more does not change another. */
export function randomStream(seed: number, name: string): Random {
  const generator = xoroshiro128plus(mixed(seed, name));
  const uniform = () => uniformFloat64(generator);
  // Never 0, of which there is no logarithm.
  const positive = () => 1 - uniform();
  return {
    uniform,
    exponential: (mean) => -mean * Math.log(positive()),
    // Box and Muller, one of the two.
    logNormal: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * uniform())),
    pick: (values) => {
      const value = values[Math.floor(uniform() * values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
  };
}

/** FNV-1a over the name, from the seed on. */
function mixed(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
