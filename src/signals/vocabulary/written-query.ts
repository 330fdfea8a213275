import type { Matcher } from '../../promql/matchers.js';
import { type Selector, type Tree, withParts } from '../../promql/tree.js';
import { fromTree, ratedOver, withoutNaN } from '../../promql/written.js';
import type { Signal } from './signal.js';
import type { View } from './view.js';

/** The name of a dashboard's variable in what a matcher asks for. */
const VARIABLE = /\$(\w+)/;

/**
 * A query that somebody wrote for people to ask, as a signal. What its matchers ask of variables of a dashboard is left out where the view
 * chooses by no such variable; every selector is of the chosen clusters, and rates look back as far as the view does.
 */
export function writtenQuery({ tree, ...said }: Omit<Signal, 'query'> & { readonly tree: Tree }): Signal {
  return { ...said, query: (view) => fromTree(withoutNaN(ratedOver(seen(tree, view), view.window))) };
}

function seen(tree: Tree, view: View): Tree {
  return tree.kind === 'selector' ? ofView(tree, view) : withParts(tree, (part) => seen(part, view));
}

function ofView(selector: Selector, { matchers, cluster }: View): Selector {
  const isChosen = (variable: string) => matchers.some(({ value }) => value === `$${variable}`);
  const own = selector.matchers.filter(({ value }) => {
    const [, variable] = VARIABLE.exec(value) ?? [];
    return variable === undefined || isChosen(variable);
  });
  const ofClusters = (matcher: Matcher) => matcher.label === cluster;
  return { ...selector, matchers: [...own, ...matchers.filter(ofClusters)] };
}
