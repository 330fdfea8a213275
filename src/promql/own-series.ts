import { type Expression, ofAnyLabels } from './expression.js';
import type { Matcher } from './matchers.js';
import { readers } from './readers.js';
import type { OwnSeries } from './stored.js';
import type { Window } from './window.js';

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
