import * as promql from '@grafana/promql-builder';
import { remembered } from '../lib/remembered.js';
import { printTree } from './format.js';
import { parsePromql } from './parse.js';
import type { Tree } from './tree.js';

/** An expression under construction. Builders change when used again, so each use makes its own. */
export type Expression = promql.Builder<promql.Expr>;

const printed = remembered(printTree);

/** What the expression means. Throws where it is not PromQL. */
export function treeOf(expression: Expression): Tree {
  return parsePromql(promql.toString(expression.build()));
}

/** The expression as text, formatted for people. Throws where it is not PromQL. */
export function text(expression: Expression): string {
  return printed(treeOf(expression));
}
