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
  const words = [...new Set(queries.map(({ of }) => ofRuntimes(of.description, runtimes)))];
  const said = note === undefined ? '' : ofRuntimes(note, runtimes);
  return shortened([...(said === '' ? [] : said.split('\n\n')), ...words]);
}

/** The first sentence of each paragraph before the second of any, in the order of the paragraphs. */
function shortened(paragraphs: readonly string[]): string {
  const all = paragraphs.map(sentences);
  const taken = all.map(() => 0);
  const text = () => all.flatMap((of, at) => (taken[at] === 0 ? [] : of.slice(0, taken[at]).join(' '))).join('\n\n');
  const most = Math.max(0, ...all.map(({ length }) => length));
  for (let place = 1; place <= most; place += 1) {
    for (const [at, of] of all.entries()) {
      if (of.length < place || taken[at] !== place - 1) continue;
      taken[at] = place;
      if (text().length > MOST_LETTERS && !(at === 0 && place === 1)) taken[at] = place - 1;
    }
  }
  return text();
}

function sentences(paragraph: string): readonly string[] {
  return paragraph.split(/(?<=[.!?]) (?=[A-Z0-9"'])/);
}
