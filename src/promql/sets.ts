import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';

/** The first of these that has a series for a label set. */
export function firstOf(head: Expression, ...rest: readonly Expression[]): Expression {
  return rest.reduce((left, right) => promql.or(left, right), head);
}

/** Series of the left side that have a partner on the right, matched on these labels, or on all. */
export function and(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const both = promql.and(left, right);
  return on === undefined ? both : both.on([...on]);
}

/** Series of the left side that have no partner on the right. */
export function unless(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const rest = promql.unless(left, right);
  return on === undefined ? rest : rest.on([...on]);
}

/** Series of the left side that have no partner on the right that differs in these labels alone. */
export function unlessIgnoring(left: Expression, right: Expression, labels: readonly string[]): Expression {
  return promql.unless(left, right).ignoring([...labels]);
}

/** 1 with the labels of the equality matchers where no such series exists, nothing where one does. */
export function absent(expression: Expression): Expression {
  return promql.absent(expression);
}
