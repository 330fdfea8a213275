import * as promql from '@grafana/promql-builder';
import { formatPromql } from './format.js';
import { numberText } from './number.js';

/** An expression under construction. Builders change when used again, so each use makes its own. */
export type Expression = promql.Builder<promql.Expr>;

/** A condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The expression as text, formatted for people. Throws where it is not PromQL. */
export function text(expression: Expression): string {
  return formatPromql(promql.toString(expression.build()));
}

/** Series of one name. */
export function select(name: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers);
}

/** Series of one name over a window. */
export function selectRange(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers).range(window);
}

/** Escapes a text so that a regex matcher takes it literally. */
export function regexLiteral(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** A number. Throws where it is not finite. */
export function number(value: number): Expression {
  return promql.n(Number(numberText(value)));
}

export function rate(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.rate(selectRange(name, window, matchers));
}

export function increase(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.increase(selectRange(name, window, matchers));
}

export function sumBy(labels: readonly string[], expression: Expression): Expression {
  return promql.sum(expression).by([...labels]);
}

export function maxBy(labels: readonly string[], expression: Expression): Expression {
  return promql.max(expression).by([...labels]);
}

export function minBy(labels: readonly string[], expression: Expression): Expression {
  return promql.min(expression).by([...labels]);
}

export function avgBy(labels: readonly string[], expression: Expression): Expression {
  return promql.avg(expression).by([...labels]);
}

export function countBy(labels: readonly string[], expression: Expression): Expression {
  return promql.count(expression).by([...labels]);
}

/** One series of value 1 for each set of these labels. */
export function groupBy(labels: readonly string[], expression: Expression): Expression {
  return promql.group(expression).by([...labels]);
}

/** The first of these that has a series for a label set. */
export function firstOf(...[head, ...rest]: readonly [Expression, ...Expression[]]): Expression {
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

/** A ratio whose denominator is above zero; no series at all where there is nothing to divide by. */
export function ratio(numerator: Expression, denominator: Expression, on?: readonly string[]): Expression {
  const quotient = promql.div(numerator, promql.gt(denominator, number(0)));
  return on === undefined ? quotient : quotient.on([...on]);
}

export function times(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const product = promql.mul(left, right);
  return on === undefined ? product : product.on([...on]);
}

export function plus(left: Expression, right: Expression): Expression {
  return promql.add(left, right);
}

export function minus(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const difference = promql.sub(left, right);
  return on === undefined ? difference : difference.on([...on]);
}

export function above(left: Expression, limit: number): Expression {
  return promql.gt(left, number(limit));
}

export function below(left: Expression, limit: number): Expression {
  return promql.lt(left, number(limit));
}

export function atLeast(left: Expression, limit: number): Expression {
  return promql.gte(left, number(limit));
}

export function equal(left: Expression, value: number): Expression {
  return promql.eq(left, number(value));
}

/** Series of the left side that are below their partner on the right. */
export function belowOther(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const comparison = promql.lt(left, right);
  return on === undefined ? comparison : comparison.on([...on]);
}

/** Series of the left side that are above their partner on the right. */
export function aboveOther(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const comparison = promql.gt(left, right);
  return on === undefined ? comparison : comparison.on([...on]);
}

export function histogramQuantile(phi: number, buckets: Expression): Expression {
  return promql.histogramQuantile(phi, buckets);
}

export function clampMin(expression: Expression, limit: number): Expression {
  return promql.clampMin(expression, Number(numberText(limit)));
}

export function avgOverTime(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.avgOverTime(selectRange(name, window, matchers));
}

export function maxOverTime(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.maxOverTime(selectRange(name, window, matchers));
}

/** Whether a series had any sample in the window: 1 where it had, nothing where not. */
export function presentOverTime(name: string, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.presentOverTime(selectRange(name, window, matchers));
}

/** Seconds since 1970 at the time of evaluation. */
export function now(): Expression {
  return promql.time();
}

const matcherMakers = {
  '=': promql.labelEq,
  '!=': promql.labelNeq,
  '=~': promql.labelMatchRegexp,
  '!~': promql.labelNotMatchRegexp,
} as const;

function selector(name: string, matchers: readonly Matcher[]): promql.VectorExprBuilder {
  return promql
    .vector(name)
    .labels(matchers.map(({ label, operator, value }) => matcherMakers[operator](label, value)));
}
