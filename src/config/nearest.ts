import { closest, distance } from 'fastest-levenshtein';

/** The candidate that a typo most likely meant; undefined where none is near. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const candidate = closest(typed, candidates);
  // More than a third of the letters wrong is another word, not a typo.
  return distance(typed, candidate) <= Math.max(2, Math.floor(candidate.length / 3)) ? candidate : undefined;
}
