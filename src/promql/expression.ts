import * as promql from '@grafana/promql-builder';
import { remembered } from '../lib/remembered.js';
import { formatPromql } from './format.js';

/** An expression under construction. Builders change when used again, so each use makes its own. */
export type Expression = promql.Builder<promql.Expr>;

const formatted = remembered(formatPromql);

/** The expression as text, formatted for people. Throws where it is not PromQL. */
export function text(expression: Expression): string {
  return formatted(promql.toString(expression.build()));
}
