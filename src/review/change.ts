/** Where a change stands in a review; first what must not be overlooked: who is watched, and who may do what. */
export const SECTIONS = [
  'namespaces',
  'permissions',
  'alerts',
  'objectives',
  'records',
  'scraping',
  'dashboards',
  'objects',
] as const;
export type Section = (typeof SECTIONS)[number];

export type Action = 'added' | 'removed' | 'changed' | 'renamed';

/** A sentence in pieces: our own words, and what stands in the files, which must never be taken for markup. */
export type Words = readonly (string | { readonly quoted: string })[];

/** One thing that will be different. */
export interface Change {
  readonly section: Section;
  readonly action: Action;
  /** What it is about: an alert, a record, an object. */
  readonly subject: string;
  /** What becomes of it, a sentence each. */
  readonly says: readonly Words[];
  /** Why somebody who relies on it is broken by it. */
  readonly breaking?: Words;
  /** Changed lines of a longer text, each with + or -, with what stands around them. */
  readonly diff?: string;
}

/** Words with what they quote between them. */
export function say(words: TemplateStringsArray, ...quoted: readonly (string | number)[]): Words {
  return words.flatMap((word, index) => {
    const value = quoted[index];
    return value === undefined ? [word] : [word, { quoted: String(value) }];
  });
}

/** That something known by a word of ours became something else. */
export function sayBecame(word: string, before: string, after: string): Words {
  return [`${word} `, { quoted: before }, ' → ', { quoted: after }];
}

/** A list of quoted values, with our words before it. */
export function sayList(words: string, values: readonly string[]): Words {
  return [words, ...values.flatMap((value, index) => [...(index === 0 ? [' '] : [', ']), { quoted: value }])];
}

/** Words as plain text. */
export function plainText(words: Words): string {
  return words.map((piece) => (typeof piece === 'string' ? piece : piece.quoted)).join('');
}
