import { printTree } from './format.js';
import type { Matcher } from './matchers.js';
import type { Selector } from './tree.js';

/** Letters that mean more than themselves in a regex. */
const MEANING = /[\\^$.|?*+()[\]{}]/g;

/** The selector of the series of some names; of whatever name where none is given. */
export function selectorOf(names: readonly string[], matchers: readonly Matcher[]): string {
  return printTree(selector(names, matchers));
}

/** How many series there are of some names now, by these labels: each is one sample, however long it has been there. */
export function countOf(names: readonly string[], matchers: readonly Matcher[], by: readonly string[]): string {
  return printTree({
    kind: 'aggregate',
    operator: 'count',
    modifiers: [{ word: 'by', labels: by }],
    args: [selector(names, matchers)],
  });
}

/** The greatest value of the series of some names now, by these labels. */
export function greatestOf(names: readonly string[], matchers: readonly Matcher[], by: readonly string[]): string {
  return printTree({
    kind: 'aggregate',
    operator: 'max',
    modifiers: [{ word: 'by', labels: by }],
    args: [selector(names, matchers)],
  });
}

function selector(names: readonly string[], matchers: readonly Matcher[]): Selector {
  const [only = '', ...others] = names;
  if (others.length === 0) return { kind: 'selector', name: only, matchers };
  const value = names.map((name) => name.replace(MEANING, '\\$&')).join('|');
  return { kind: 'selector', name: '', matchers: [{ label: '__name__', operator: '=~', value }, ...matchers] };
}
