import { distance } from 'fastest-levenshtein';

/** So much of a name must be typed before what goes on from there is what was meant. */
const SHORTEST_BEGINNING = 4;

/** The candidate that a typo most likely meant, small letters for capitals or an end left out included; undefined where none is near. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const measured = candidates.map((one) => ({ one, far: typos(typed.toLowerCase(), one.toLowerCase()) }));
  const [first] = measured.toSorted((a, b) => a.far - b.far);
  if (first === undefined) return undefined;
  const { one: candidate, far } = first;
  // More than a third of the letters wrong is another word, not a typo; and so is a short one without any letter in common.
  const most = Math.min(Math.max(1, Math.floor(candidate.length / 3)), candidate.length - 1);
  if (far <= most) return candidate;
  const [begun, ...others] = candidates.filter((name) => name.startsWith(typed));
  return typed.length >= SHORTEST_BEGINNING && others.length === 0 ? begun : undefined;
}

/** Letters that were left out, added or mistaken, and neighbours that changed places. */
function typos(typed: string, meant: string): number {
  const first = [...typed].findIndex((letter, index) => letter !== meant[index]);
  const isSwapped =
    first >= 0 &&
    typed.slice(0, first) +
      typed
        .slice(first, first + 2)
        .split('')
        .reverse()
        .join('') +
      typed.slice(first + 2) ===
      meant;
  return isSwapped ? 1 : distance(typed, meant);
}
