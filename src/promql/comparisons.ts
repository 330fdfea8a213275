import * as promql from '@grafana/promql-builder';
import { number } from './arithmetic.js';
import type { Expression } from './expression.js';

export function above(left: Expression, limit: number): Expression {
  return promql.gt(left, number(limit));
}

export function atLeast(left: Expression, limit: number): Expression {
  return promql.gte(left, number(limit));
}

export function below(left: Expression, limit: number): Expression {
  return promql.lt(left, number(limit));
}

/** Series of the left side that are below their partner on the right. */
export function belowOther(left: Expression, right: Expression): Expression {
  return promql.lt(left, right);
}

export function equal(left: Expression, value: number): Expression {
  return promql.eq(left, number(value));
}

export function notEqual(left: Expression, value: number): Expression {
  return promql.neq(left, number(value));
}
