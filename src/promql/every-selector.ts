import { type Expression, text, treeOf } from './expression.js';
import { printTree } from './format.js';
import type { Matcher } from './matchers.js';
import { parsePromql } from './parse.js';
import { type Selector, selectorsIn, type Tree, withParts } from './tree.js';

/** What becomes of the matchers of a selector; the same list where nothing does. */
export type MatchersOf = (selector: Selector) => readonly Matcher[];

/**
 * The expression over the series that a matcher leaves: it is added to every selector that does not have it, as
 * `promtool promql label-matchers set` does. Throws where the text is not PromQL.
 */
export function withMatcherOnEverySelector(expression: string, only: Matcher): string {
  const confined: MatchersOf = ({ matchers }) => (hasMatcher(matchers, only) ? matchers : [...matchers, only]);
  return withMatchersIn(expression, confined);
}

/** The expression with other matchers in its selectors. Throws where the text is not PromQL. */
export function withMatchersIn(expression: string, matchersOf: MatchersOf): string {
  return printTree(withMatchers(parsePromql(expression), matchersOf));
}

/** An expression as text, with other matchers in its selectors. Throws where it is not PromQL. */
export function textWithMatchers(expression: Expression, matchersOf: MatchersOf): string {
  const tree = treeOf(expression);
  // What stays as it is has been printed before, for another environment.
  if (selectorsIn(tree).every((one) => matchersOf(one) === one.matchers)) return text(expression);
  return printTree(withMatchers(tree, matchersOf));
}

/** Whether one of these matchers says just that. */
export function hasMatcher(matchers: readonly Matcher[], { label, operator, value }: Matcher): boolean {
  return matchers.some((one) => one.label === label && one.operator === operator && one.value === value);
}

function withMatchers(tree: Tree, matchersOf: MatchersOf): Tree {
  if (tree.kind !== 'selector') return withParts(tree, (part) => withMatchers(part, matchersOf));
  return { ...tree, matchers: matchersOf(tree) };
}
