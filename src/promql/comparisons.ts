import * as promql from '@grafana/promql-builder';
import { number } from './arithmetic.js';
import type { Expression } from './expression.js';

export function above<Label extends string>(left: Expression<Label>, limit: number): Expression<Label> {
  return promql.gt(left, number(limit));
}

export function atLeast<Label extends string>(left: Expression<Label>, limit: number): Expression<Label> {
  return promql.gte(left, number(limit));
}

export function below<Label extends string>(left: Expression<Label>, limit: number): Expression<Label> {
  return promql.lt(left, number(limit));
}

/** Series of the left side that are below their partner on the right. */
export function belowOther<Label extends string>(left: Expression<Label>, right: Expression): Expression<Label> {
  return promql.lt(left, right);
}

export function equal<Label extends string>(left: Expression<Label>, value: number): Expression<Label> {
  return promql.eq(left, number(value));
}

export function notEqual<Label extends string>(left: Expression<Label>, value: number): Expression<Label> {
  return promql.neq(left, number(value));
}
