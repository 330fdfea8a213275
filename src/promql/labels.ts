import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';

/** The same series with one label's value under another name. */
export function renameLabel(expression: Expression, from: string, to: string): Expression {
  return extractLabel(expression, '(.*)', from, to);
}

/** The same series with the first group of a regex, where that matches all of one label, under another name. */
export function extractLabel(expression: Expression, regex: string, from: string, to: string): Expression {
  // promql-builder prints the strings as they are given.
  return promql.labelReplace(expression, JSON.stringify(to), '"$1"', JSON.stringify(from), JSON.stringify(regex));
}

/** The same series with a label of one value. */
export function withLabel(expression: Expression, name: string, value: string): Expression {
  return promql.labelReplace(expression, JSON.stringify(name), JSON.stringify(value), '""', '""');
}
