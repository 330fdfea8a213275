import type { Environment } from '../config/environment.js';
import { ofRuntimes } from '../signals/runtimes/said.js';
import type { DataPanel } from './dashboard.js';

/** What is read as it is hovered over; more is on the page of the dashboard. */
const MOST_LETTERS = 400;

/**
 * What a panel says of itself: what to know beside, and its signals in words, by whole sentences as far as they are read. The metrics that
 * it comes from are on the page of its dashboard.
 */
export function descriptionOf(
  { queries, note }: Pick<DataPanel, 'queries' | 'note'>,
  { runtimes }: Pick<Environment, 'runtimes'>,
): string {
  const words = queries.map(({ of }) => sentences(ofRuntimes(of.description, runtimes)));
  const said = note === undefined ? '' : ofRuntimes(note, runtimes);
  return shortened(said, words);
}

/** The first sentence of each paragraph before the second of any, each once and in their order. What is said beside is never cut. */
function shortened(said: string, paragraphs: readonly (readonly string[])[]): string {
  const taken = new Set<string>();
  const text = () => {
    const seen = new Set<string>();
    const own = paragraphs.map((all) =>
      all.filter((one) => taken.has(one) && !seen.has(one) && seen.add(one)).join(' '),
    );
    return [said, ...own].filter((paragraph) => paragraph !== '').join('\n\n');
  };
  const most = Math.max(0, ...paragraphs.map(({ length }) => length));
  for (let place = 0; place < most; place += 1) {
    for (const sentence of paragraphs.flatMap((all) => all[place] ?? [])) {
      if (taken.has(sentence)) continue;
      const isFirst = text() === '';
      taken.add(sentence);
      if (!isFirst && text().length > MOST_LETTERS) taken.delete(sentence);
    }
  }
  return text();
}

function sentences(paragraph: string): readonly string[] {
  return paragraph.split(/(?<=[.!?]) (?=[A-Z0-9"'])/);
}
