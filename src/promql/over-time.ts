import * as promql from '@grafana/promql-builder';
import type { Expression } from './expression.js';
import type { Matcher } from './matchers.js';
import { type CounterSeries, type Series, selectRange } from './series.js';

export function rate(name: CounterSeries, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.rate(selectRange(name, window, matchers));
}

export function avgOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.avgOverTime(selectRange(name, window, matchers));
}

export function minOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.minOverTime(selectRange(name, window, matchers));
}

/** Series of one name as they were last within a window, whether or not they have gone since. */
export function lastOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.lastOverTime(selectRange(name, window, matchers));
}

/** How much a gauge changed over a window, extrapolated to its ends. */
export function delta(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.delta(selectRange(name, window, matchers));
}

/** How often the value of each series changed over a window. */
export function changes(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.changes(selectRange(name, window, matchers));
}

/** The sum of all samples of each series over a window. */
export function totalOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.sumOverTime(selectRange(name, window, matchers));
}

/** The sum of what series of one name were at each step of a window. */
export function sumOverTime(name: Series, window: string, step: string, matchers: readonly Matcher[] = []): Expression {
  return promql.sumOverTime(selectRange(name, `${window}:${step}`, matchers));
}

/** The mean of what series of one name were at each step of a window. */
export function avgOverSteps(
  name: Series,
  window: string,
  step: string,
  matchers: readonly Matcher[] = [],
): Expression {
  return promql.avgOverTime(selectRange(name, `${window}:${step}`, matchers));
}

/** At how many steps of a window each series of one name had a value. */
export function countOverSteps(
  name: Series,
  window: string,
  step: string,
  matchers: readonly Matcher[] = [],
): Expression {
  return promql.countOverTime(selectRange(name, `${window}:${step}`, matchers));
}
