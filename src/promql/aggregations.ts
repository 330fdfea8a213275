import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';

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

export function histogramQuantile(phi: number, buckets: Expression): Expression {
  return promql.histogramQuantile(phi, buckets);
}
