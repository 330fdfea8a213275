import { z } from 'zod';
import { reasonOf } from '../lib/kubectl.js';
import { objectMetadata } from '../objects/prometheus-object.js';
import type { Answers } from './answers.js';

/** What a cluster says of a first environment. */
export interface Seen {
  readonly answers: Answers;
  /** What was seen and what was not, a sentence each. */
  readonly notes: readonly string[];
}

/** An object of any kind, by its name. */
export const named = z.object({ metadata: objectMetadata });

/** An answer where one is found; otherwise what there is to choose from. */
export function onlyOne(what: string, found: readonly string[], answer: (one: string) => Answers): Seen {
  const [first, ...others] = found;
  if (first === undefined) return { answers: {}, notes: [`no ${what} was found`] };
  if (others.length > 0)
    return { answers: {}, notes: [`there are several: ${what} ${found.join(', ')}; none was chosen`] };
  return { answers: answer(first), notes: [`${what}: ${first}`] };
}

/** What one look yields; that it may not look is no reason not to look elsewhere. */
export function seen(what: string, look: () => Seen): Seen {
  try {
    return look();
  } catch (error) {
    return { answers: {}, notes: [`${what} could not be seen: ${reasonOf(error)}`] };
  }
}

/** Each name once, in the order of letters. */
export function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
