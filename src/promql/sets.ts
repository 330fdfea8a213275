import * as promql from '@grafana/promql-builder';
import type { CommonLabels, Expression } from './expression.js';
import { type Labels, namesOf } from './labels.js';

/** The parser of PromQL (@lezer/lr 1.4) gives up on more than 300 operators in one row of them, as deep as they then nest. */
const LONGEST_ROW = 100;

/** The first of these that has a series for a label set; many of them are set apart in rows, which mean the same. */
export function firstOf<Head extends Expression, const Rest extends readonly Expression[]>(
  head: Head,
  ...rest: Rest
): Expression<CommonLabels<Head | Rest[number]>> {
  return inRows(head, rest);
}

function inRows(head: Expression, rest: readonly Expression[]): promql.Builder<promql.Expr> {
  const row = rest
    .slice(0, LONGEST_ROW)
    .reduce<promql.Builder<promql.Expr>>((left, right) => promql.or(left, right), head);
  const [next, ...others] = rest.slice(LONGEST_ROW);
  return next === undefined ? row : promql.or(row, inRows(next, others));
}

/** Series of the left side that have a partner on the right, matched on these labels, or on all. */
export function and<Label extends string, On extends Label = never>(
  left: Expression<Label>,
  right: Expression<NoInfer<On>>,
  on?: Labels<On>,
): Expression<Label> {
  const both = promql.and(left, right);
  return on === undefined ? both : both.on(namesOf(on));
}

/** Series of the left side that have no partner on the right. */
export function unless<Label extends string, On extends Label = never>(
  left: Expression<Label>,
  right: Expression<NoInfer<On>>,
  on?: Labels<On>,
): Expression<Label> {
  const rest = promql.unless(left, right);
  return on === undefined ? rest : rest.on(namesOf(on));
}

/** Series of the left side that have no partner on the right that differs in these labels alone. */
export function unlessIgnoring<Label extends string>(
  left: Expression<Label>,
  right: Expression,
  labels: readonly NoInfer<Label>[],
): Expression<Label> {
  return promql.unless(left, right).ignoring([...labels]);
}

/** 1 with the labels of the equality matchers where no such series exists, nothing where one does. */
export function absent<Label extends string>(expression: Expression<Label>): Expression<Label> {
  return promql.absent(expression);
}
