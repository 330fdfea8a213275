import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';
import { formatPromql } from './format.js';

/** Durations that Grafana fills in, each with one that PromQL can parse and that nobody writes. */
const STAND_INS = [
  ['$__rate_interval', '79y11w'],
  ['$__range', '79y13w'],
] as const;

/** An expression as a panel of Grafana asks it, formatted for people. Throws where it is not PromQL. */
export function panelText(expression: Expression): string {
  const raw = promql.toString(expression.build());
  const parseable = STAND_INS.reduce((text, [variable, standIn]) => text.replaceAll(variable, standIn), raw);
  return STAND_INS.reduce((text, [variable, standIn]) => text.replaceAll(standIn, variable), formatPromql(parseable));
}
