import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';
import { type Labels, namesOf } from './labels.js';

export function sumBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.sum(expression).by(namesOf(labels));
}

export function maxBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.max(expression).by(namesOf(labels));
}

export function minBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.min(expression).by(namesOf(labels));
}

export function avgBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.avg(expression).by(namesOf(labels));
}

export function countBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.count(expression).by(namesOf(labels));
}

/** One series of value 1 for each set of these labels. */
export function groupBy<const Label extends string = never>(
  labels: Labels<Label>,
  expression: Expression<NoInfer<Label>>,
): Expression<Label> {
  return promql.group(expression).by(namesOf(labels));
}

/** A quantile of buckets: of series that `le` tells apart. Its labels are not known, since quantiles are never added up. */
export function histogramQuantile(phi: number, buckets: Expression<'le'>): Expression {
  return promql.histogramQuantile(phi, buckets);
}
