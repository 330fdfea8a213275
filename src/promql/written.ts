import * as promql from '@grafana/promql-builder';
import { type Expression, ofAnyLabels } from './expression.js';
import { printTree } from './format.js';
import { metricOf } from './names.js';
import { type Tree, withParts } from './tree.js';
import type { Window } from './window.js';

const RATES = ['rate', 'irate'];
const PERCENTILE = 'histogram_quantile';

/** An expression that was written as text, of whose labels nothing is known. */
export function fromTree(tree: Tree): Expression<string> {
  // promql-builder prints such a text as it is given.
  return ofAnyLabels(promql.s(printTree(tree)));
}

/** The same expression with rates of exposed metrics over another window; records have that of their rules. */
export function ratedOver(tree: Tree, window: Window): Tree {
  if (tree.kind === 'call' && RATES.includes(tree.name)) {
    const args = tree.args.map((arg) =>
      arg.kind === 'range' && arg.operand.kind === 'selector' && metricOf(arg.operand.name) !== undefined
        ? { ...arg, window }
        : arg,
    );
    return { ...tree, args };
  }
  return withParts(tree, (part) => ratedOver(part, window));
}

/** The same expression without percentiles of nothing, which are NaN. */
export function withoutNaN(tree: Tree): Tree {
  if (tree.kind !== 'call' || tree.name !== PERCENTILE) return withParts(tree, withoutNaN);
  return { kind: 'binary', operator: '>=', modifiers: [], left: tree, right: { kind: 'literal', text: '0' } };
}
