import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';
import { numberText } from './number.js';

/** A number. Throws where it is not finite. */
export function number(value: number): Expression {
  return promql.n(Number(numberText(value)));
}

/** A number as an instant vector with no labels. */
export function constant(value: number): Expression {
  return promql.vect(Number(numberText(value)));
}

/** Seconds since 1970 at the time of evaluation. */
export function now(): Expression {
  return promql.time();
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

export function times(left: Expression, right: Expression, on?: readonly string[]): Expression {
  const product = promql.mul(left, right);
  return on === undefined ? product : product.on([...on]);
}

/** Many times one: the left side keeps its labels; nothing where the right side has no partner. */
export function timesShared(left: Expression, right: Expression, on: readonly string[]): Expression {
  return promql
    .mul(left, right)
    .on([...on])
    .groupLeft([]);
}

/** Every value divided by a number. */
export function dividedBy(expression: Expression, divisor: number): Expression {
  return promql.div(expression, number(divisor));
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

export function clampMax(expression: Expression, limit: number): Expression {
  return promql.clampMax(expression, Number(numberText(limit)));
}

export function clampMin(expression: Expression, limit: number): Expression {
  return promql.clampMin(expression, Number(numberText(limit)));
}
