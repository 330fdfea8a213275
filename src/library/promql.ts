import type { Expression } from '../promql/expression.js';
import { ofAnyLabels } from '../promql/expression.js';
import type { Matcher } from '../promql/matchers.js';
import { readers } from '../promql/readers.js';
import type { OwnSeries } from '../promql/stored.js';
import type { Window } from '../promql/window.js';

export * from '../promql/aggregations.js';
export * from '../promql/arithmetic.js';
export * from '../promql/comparisons.js';
export { type CommonLabels, type Expression, text } from '../promql/expression.js';
export * from '../promql/labels.js';
export * from '../promql/matchers.js';
export * from '../promql/sets.js';
export type { OwnSeries } from '../promql/stored.js';
export type { Duration, Window } from '../promql/window.js';

const all = readers((_, matchers) => matchers);

/** Series of any name, with the labels that they have. */
export function series<const Label extends string>(name: string, _labels: readonly Label[]): OwnSeries<Label> {
  return { series: name };
}

/** The series themselves, those alone that the matchers leave. */
export function select<Label extends string>(
  of: OwnSeries<Label>,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return ofAnyLabels(all.select(of, matchers));
}

/** How much counters rise in a second, over a window. */
export function rate<Label extends string>(
  of: OwnSeries<Label>,
  window: Window,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return ofAnyLabels(all.rate(of, window, matchers));
}

/** The mean of gauges over a window. */
export function avgOverTime<Label extends string>(
  of: OwnSeries<Label>,
  window: Window,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return ofAnyLabels(all.avgOverTime(of, window, matchers));
}

/** The largest value of gauges over a window. */
export function maxOverTime<Label extends string>(
  of: OwnSeries<Label>,
  window: Window,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return ofAnyLabels(all.maxOverTime(of, window, matchers));
}

/** The smallest value of gauges over a window. */
export function minOverTime<Label extends string>(
  of: OwnSeries<Label>,
  window: Window,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return ofAnyLabels(all.minOverTime(of, window, matchers));
}
