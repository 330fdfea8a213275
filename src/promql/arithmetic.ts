import * as promql from '@grafana/promql-builder';
import type { CommonLabels, Expression } from './expression.js';
import { type Labels, namesOf } from './labels.js';
import { numberText } from './number.js';

/** A number, which has the labels of whatever it is computed with. Throws where it is not finite. */
export function number(value: number): Expression<string> {
  return promql.n(Number(numberText(value)));
}

/** A number as an instant vector with no labels. */
export function constant(value: number): Expression {
  return promql.vect(Number(numberText(value)));
}

/** Seconds since 1970 at the time of evaluation. */
export function now(): Expression<string> {
  return promql.time();
}

export function plus<Left extends Expression, Right extends Expression>(
  left: Left,
  right: Right,
): Expression<CommonLabels<Left | Right>> {
  return promql.add(left, right);
}

/** Many plus one: the left side keeps its labels; nothing where the right side has no partner. */
export function addManyToOne<Label extends string, On extends Label>(
  left: Expression<Label>,
  right: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<Label> {
  return promql.add(left, right).on(namesOf(on)).groupLeft([]);
}

export function minus<Left extends Expression, Right extends Expression>(
  left: Left,
  right: Right,
): Expression<CommonLabels<Left | Right>>;
export function minus<On extends string>(
  left: Expression<NoInfer<On>>,
  right: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<On>;
export function minus(left: Expression, right: Expression, on?: Labels): promql.Builder<promql.Expr> {
  const difference = promql.sub(left, right);
  return on === undefined ? difference : difference.on(namesOf(on));
}

/** A number keeps what labels there are. */
export function times<Label extends string>(left: Expression<Label>, factor: Expression<string>): Expression<Label>;
export function times<Left extends Expression, Right extends Expression>(
  left: Left,
  right: Right,
): Expression<CommonLabels<Left | Right>>;
export function times<On extends string>(
  left: Expression<NoInfer<On>>,
  right: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<On>;
export function times(left: Expression, right: Expression, on?: Labels): promql.Builder<promql.Expr> {
  const product = promql.mul(left, right);
  return on === undefined ? product : product.on(namesOf(on));
}

/** Many times one: the left side keeps its labels; nothing where the right side has no partner. */
export function multiplyManyToOne<Label extends string, On extends Label>(
  left: Expression<Label>,
  right: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<Label> {
  return promql.mul(left, right).on(namesOf(on)).groupLeft([]);
}

/** Every value divided by a number. */
export function dividedBy<Label extends string>(expression: Expression<Label>, divisor: number): Expression<Label> {
  return promql.div(expression, number(divisor));
}

/** A ratio whose denominator is above zero; no series at all where there is nothing to divide by. */
export function ratio<Left extends Expression, Right extends Expression>(
  numerator: Left,
  denominator: Right,
): Expression<CommonLabels<Left | Right>>;
export function ratio<On extends string>(
  numerator: Expression<NoInfer<On>>,
  denominator: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<On>;
export function ratio(numerator: Expression, denominator: Expression, on?: Labels): promql.Builder<promql.Expr> {
  const quotient = promql.div(numerator, promql.gt(denominator, number(0)));
  return on === undefined ? quotient : quotient.on(namesOf(on));
}

/** A ratio of many to one: the left side keeps its labels. */
export function ratioToTotal<Label extends string, On extends Label>(
  numerator: Expression<Label>,
  denominator: Expression<NoInfer<On>>,
  on: Labels<On>,
): Expression<Label> {
  return promql
    .div(numerator, promql.gt(denominator, number(0)))
    .on(namesOf(on))
    .groupLeft([]);
}

export function clampMax<Label extends string>(expression: Expression<Label>, limit: number): Expression<Label> {
  return promql.clampMax(expression, Number(numberText(limit)));
}

export function clampMin<Label extends string>(expression: Expression<Label>, limit: number): Expression<Label> {
  return promql.clampMin(expression, Number(numberText(limit)));
}
