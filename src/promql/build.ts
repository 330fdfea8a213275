import * as promql from '@grafana/promql-builder';
import type { CounterName, GaugeName, HistogramName, SummaryName } from '../metrics/catalogue.js';
import { formatPromql } from './format.js';
import { numberText } from './number.js';

const EXPONENT_FROM = 1_000_000;

/** An expression under construction. Builders change when used again, so each use makes its own. */
export type Expression = promql.Builder<promql.Expr>;

/** Series that only rise, so that a rate of them means something. */
export type CounterSeries =
  | CounterName
  | `${HistogramName}_bucket`
  | `${HistogramName | SummaryName}_${'sum' | 'count'}`;

/** The name of a recorded series: `level:metric:operation`. */
export type RecordedName =
  `${'application' | 'cluster' | 'gateway' | 'pod' | 'slo' | 'tenant'}:arks_${string}:${string}`;

/** What a query can name: a series of the catalogue, or a recorded one. */
export type Series = CounterSeries | GaugeName | RecordedName;

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
export function select(name: Series, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers);
}

function selectRange(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers).range(window);
}

/** Escapes a text so that a regex matcher takes it literally. */
export function regexLiteral(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Matches one bucket of a histogram in both spellings: Prometheus 3 and Python write 1.0 where Go writes 1. */
export function bucket(bound: number): Matcher {
  const plain = numberText(bound);
  const spellings = Number.isInteger(bound) ? [plain, `${plain}.0`] : [plain];
  return { label: 'le', operator: '=~', value: spellings.map(regexLiteral).join('|') };
}

/** Matches any of these buckets, in both spellings. */
export function anyBucket(bounds: readonly number[]): Matcher {
  return { label: 'le', operator: '=~', value: `(${bounds.map(boundText).map(regexLiteral).join('|')})(\\.0)?` };
}

/** A bound without a point, as Go and Python write it: from a million on with an exponent. */
function boundText(bound: number): string {
  const plain = numberText(bound);
  if (bound < EXPONENT_FROM) return plain;
  const [mantissa = '', exponent = ''] = bound.toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}

/** A number. Throws where it is not finite. */
export function number(value: number): Expression {
  return promql.n(Number(numberText(value)));
}

export function rate(name: CounterSeries, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.rate(selectRange(name, window, matchers));
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

/** A ratio whose denominator is above zero; no series at all where there is nothing to divide by. */
export function ratio(numerator: Expression, denominator: Expression, on?: readonly string[]): Expression {
  const quotient = promql.div(numerator, promql.gt(denominator, number(0)));
  return on === undefined ? quotient : quotient.on([...on]);
}

/** A ratio of many to one: the left side keeps its labels. */
export function ratioToTotal(numerator: Expression, denominator: Expression, on: readonly string[]): Expression {
  return promql
    .div(numerator, promql.gt(denominator, number(0)))
    .on([...on])
    .groupLeft([]);
}

export function times(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const product = promql.mul(left, right);
  return on === undefined ? product : product.on([...on]);
}

/** Every value divided by a number. */
export function dividedBy(expression: Expression, divisor: number): Expression {
  return promql.div(expression, number(divisor));
}

export function plus(left: Expression, right: Expression): Expression {
  return promql.add(left, right);
}

/** Many plus one: the left side keeps its labels; nothing where the right side has no partner. */
export function plusShared(left: Expression, right: Expression, on: readonly string[]): Expression {
  return promql
    .add(left, right)
    .on([...on])
    .groupLeft([]);
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

/** A number as an instant vector with no labels. */
export function constant(value: number): Expression {
  return promql.vect(Number(numberText(value)));
}

/** Series of the left side that are below their partner on the right. */
export function belowOther(left: Expression, right: Expression): Expression {
  return promql.lt(left, right);
}

export function histogramQuantile(phi: number, buckets: Expression): Expression {
  return promql.histogramQuantile(phi, buckets);
}

/** Every value without its sign. */
export function absolute(expression: Expression): Expression {
  return promql.abs(expression);
}

export function clampMin(expression: Expression, limit: number): Expression {
  return promql.clampMin(expression, Number(numberText(limit)));
}

export function avgOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.avgOverTime(selectRange(name, window, matchers));
}

/** How much a gauge changed over a window, extrapolated to its ends. */
export function delta(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.delta(selectRange(name, window, matchers));
}

export function minOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.minOverTime(selectRange(name, window, matchers));
}

/** Series of one name as they were last within a window, whether or not they have gone since. */
export function lastOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.lastOverTime(selectRange(name, window, matchers));
}

/** Series of one name as they were some time ago. */
export function selectBefore(name: Series, offset: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers).offset(offset);
}

/** 1 with the labels of the equality matchers where no such series exists, nothing where one does. */
export function absent(expression: Expression): Expression {
  return promql.absent(expression);
}

/** The same series with one label's value under another name. */
export function renameLabel(expression: Expression, from: string, to: string): Expression {
  return extractLabel(expression, '(.*)', from, to);
}

/** The same series with the first group of a regex, where that matches all of one label, under another name. */
export function extractLabel(expression: Expression, regex: string, from: string, to: string): Expression {
  // promql-builder prints the strings as they are given.
  return promql.labelReplace(expression, JSON.stringify(to), '"$1"', JSON.stringify(from), JSON.stringify(regex));
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

function selector(name: Series, matchers: readonly Matcher[]): promql.VectorExprBuilder {
  return promql
    .vector(name)
    .labels(matchers.map(({ label, operator, value }) => matcherMakers[operator](label, value)));
}
