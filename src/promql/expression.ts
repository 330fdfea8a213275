import * as promql from '@grafana/promql-builder';
import { memoize } from '../lib/memoize.js';
import { printTree } from './format.js';
import { parsePromql } from './parse.js';
import type { Tree } from './tree.js';

declare const LABELS: unique symbol;

/**
 * An expression under construction, whose series have at least these labels: what has more may stand where fewer are asked
 * for. Of a plain `Expression` nothing is known, so it cannot be grouped. Builders change when used again, so each use
 * makes its own.
 */
export type Expression<Label extends string = never> = promql.Builder<promql.Expr> & {
  readonly [LABELS]?: (label: Label) => void;
};

/** The labels that the series of every one of these expressions have. */
export type CommonLabels<Of extends Expression> = [Of] extends [Expression<infer Label extends string>] ? Label : never;

const printed = memoize(printTree);

/** What the expression means. Throws where it is not PromQL. */
export function treeOf(expression: Expression): Tree {
  return parsePromql(promql.toString(expression.build()));
}

/** The expression as text, formatted for people. Throws where it is not PromQL. */
export function text(expression: Expression): string {
  return printed(treeOf(expression));
}

/** The expression where its labels come as data, a panel's or a reading's, so that the compiler cannot know them. */
export function ofAnyLabels(expression: Expression): Expression<string> {
  const builder: promql.Builder<promql.Expr> = expression;
  return builder;
}
