import { printTree } from './format.js';
import type { Matcher } from './matchers.js';
import { parsePromql } from './parse.js';
import { type Tree, withParts } from './tree.js';

/**
 * The expression over the series that a matcher leaves: it is added to every selector that does not have it, as
 * `promtool promql label-matchers set` does. Throws where the text is not PromQL.
 */
export function withMatcherOnEverySelector(expression: string, only: Matcher): string {
  return printTree(confinedTree(parsePromql(expression), only));
}

function confinedTree(tree: Tree, only: Matcher): Tree {
  if (tree.kind !== 'selector') return withParts(tree, (part) => confinedTree(part, only));
  return tree.matchers.some((one) => isSame(one, only)) ? tree : { ...tree, matchers: [...tree.matchers, only] };
}

function isSame(one: Matcher, other: Matcher): boolean {
  return one.label === other.label && one.operator === other.operator && one.value === other.value;
}
