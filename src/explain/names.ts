import { nearest } from '../lib/nearest.js';
import type { Explanation, Kind } from './explanation.js';

/** Something that can be explained, and what else it is called. */
export interface Subject {
  readonly kind: Kind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly explain: () => Explanation;
}

/** What a name may mean: one thing, several, or none, with what was probably meant. */
export type Meaning =
  | { readonly found: Subject }
  | { readonly several: readonly Subject[] }
  | { readonly none: string; readonly meant: string | undefined };

/** What a name means among subjects: as it is written, in other capitals, and then what else a subject is called. */
export function meaningOf(name: string, subjects: readonly Subject[]): Meaning {
  // The third setting of a list is the setting of the list.
  const asked = name.trim().replace(/\[\d+\]/g, '[]');
  const lower = asked.toLowerCase();
  const tries: readonly ((subject: Subject) => boolean)[] = [
    (subject) => subject.name === asked,
    (subject) => subject.name.toLowerCase() === lower,
    ({ aliases }) => aliases.some((alias) => alias.toLowerCase() === lower),
  ];
  for (const isMeant of tries) {
    const [found, ...others] = subjects.filter(isMeant);
    if (found !== undefined) return others.length === 0 ? { found } : { several: [found, ...others] };
  }
  const names = subjects.flatMap((subject) => [subject.name, ...subject.aliases]);
  return { none: name, meant: nearest(asked, [...new Set(names)]) };
}
