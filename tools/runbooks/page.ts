export const BEGIN = '<!-- generated: begin -->';
export const END = '<!-- generated: end -->';

/** What every page of an alert says, in this order; the last part is generated. */
export const SECTIONS = [
  'What it means',
  'Impact',
  'What to check',
  'Likely causes',
  'How to fix',
  'How to silence or tune',
  'See also',
  'The rule',
] as const;

/** Stands where a person has to write. */
export const UNWRITTEN = '_Nobody has written this part yet._';

/**
 * A page with its generated part renewed and everything else as people wrote it. A page that is missing is made from the
 * skeleton; one without markers, too, and what it said follows. Throws where markers are not a pair.
 */
export function renewedPage(
  file: string,
  current: string | undefined,
  { skeleton, generated }: { readonly skeleton: string; readonly generated: string },
): string {
  const marked = (text: string) => text.includes(BEGIN) || text.includes(END);
  const page = current === undefined ? skeleton : marked(current) ? current : `${skeleton}\n${current}`;
  const [before, rest = '', ...others] = page.split(BEGIN);
  const [, after, ...further] = rest.split(END);
  if (after === undefined || others.length + further.length > 0 || before?.includes(END)) {
    throw new Error(`${file} must hold ${BEGIN} and ${END} once each, in this order`);
  }
  return `${before}${BEGIN}\n\n${generated}\n\n${END}${after}`;
}

/** Text of sections that something can be said of before anybody has written them. */
export type Drafts = Readonly<Partial<Record<string, string>>>;

/** A page that waits for people to write it. */
export function skeletonPage(title: string, sections: readonly string[], drafts: Drafts = {}): string {
  const parts = sections.map((section, index) => {
    const body = index < sections.length - 1 ? (drafts[section] ?? UNWRITTEN) : `${BEGIN}\n${END}`;
    return `## ${section}\n\n${body}`;
  });
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}
