import { distance } from 'fastest-levenshtein';

/** So much of a name must be typed before what goes on from there is what was meant. */
const SHORTEST_BEGINNING = 4;

/** The candidate that a typo most likely meant, small letters for capitals or an end left out included; undefined where none is near. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const far = (candidate: string) => distance(typed.toLowerCase(), candidate.toLowerCase());
  const [candidate] = candidates.toSorted((a, b) => far(a) - far(b));
  if (candidate === undefined) return undefined;
  // More than a third of the letters wrong is another word, not a typo.
  if (far(candidate) <= Math.max(2, Math.floor(candidate.length / 3))) return candidate;
  const [begun, ...others] = candidates.filter((name) => name.startsWith(typed));
  return typed.length >= SHORTEST_BEGINNING && others.length === 0 ? begun : undefined;
}
