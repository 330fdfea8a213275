import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';

/** The parser of PromQL (@lezer/lr 1.4) gives up on more than 300 operators in one row of them, as deep as they then nest. */
const LONGEST_ROW = 100;

/** The first of these that has a series for a label set; many of them are set apart in rows, which mean the same. */
export function firstOf(head: Expression, ...rest: readonly Expression[]): Expression {
  const row = rest.slice(0, LONGEST_ROW).reduce((left, right) => promql.or(left, right), head);
  const [next, ...others] = rest.slice(LONGEST_ROW);
  return next === undefined ? row : promql.or(row, firstOf(next, ...others));
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
