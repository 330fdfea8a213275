import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';

/** The label that tells clusters apart, whose name an environment chooses; series of a single cluster may lack it. */
export interface ClusterLabel {
  readonly cluster: string;
}

/** Labels by which series are grouped or matched. */
export type Labels<Label extends string = string> = readonly (Label | ClusterLabel)[];

/** The names of labels, as PromQL has them. */
export function namesOf(labels: Labels): string[] {
  return labels.map((label) => (typeof label === 'string' ? label : label.cluster));
}

/** The same series with one label's value under another name. */
export function renameLabel<Label extends string, To extends string>(
  expression: Expression<Label>,
  from: NoInfer<Label>,
  to: To,
): Expression<Label | To> {
  return extractLabel(expression, '(.*)', from, to);
}

/** The same series with the first group of a regex, where that matches all of one label, under another name. */
export function extractLabel<Label extends string, To extends string>(
  expression: Expression<Label>,
  regex: string,
  from: NoInfer<Label>,
  to: To,
): Expression<Label | To> {
  // promql-builder prints the strings as they are given.
  return promql.labelReplace(expression, JSON.stringify(to), '"$1"', JSON.stringify(from), JSON.stringify(regex));
}

/** The same series with a label of one value. */
export function withLabel<Label extends string, Name extends string>(
  expression: Expression<Label>,
  name: Name,
  value: string,
): Expression<Label | Name> {
  return promql.labelReplace(expression, JSON.stringify(name), JSON.stringify(value), '""', '""');
}
