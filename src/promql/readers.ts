import * as promql from '@grafana/promql-builder';
import type { Matcher } from './matchers.js';
import { type CounterSeries, type Selected, type Series, selector } from './series.js';
import type { OwnSeries } from './stored.js';
import type { Duration, Window } from './window.js';

/** The matchers by which a series is read, beside those that a query names. */
type Choice = (of: Series, matchers: readonly Matcher[]) => readonly Matcher[];
type OfSeries = <const Of extends Series>(of: Of, matchers?: readonly Matcher[]) => Selected<Of>;
type OverWindow<Any extends Series = Series> = <const Of extends Any>(
  of: Of,
  window: Window,
  matchers?: readonly Matcher[],
) => Selected<Of>;
type OverSteps = <const Of extends Series>(
  of: Of,
  window: Window,
  step: Duration,
  matchers?: readonly Matcher[],
) => Selected<Of>;

/** Everything that reads series. */
export interface Readers {
  readonly select: OfSeries;
  /** As they were some time ago. */
  readonly selectBefore: <const Of extends Series>(
    of: Of,
    offset: Duration,
    matchers?: readonly Matcher[],
  ) => Selected<Of>;
  /** When the sample that a series has now was taken, unix seconds. */
  readonly sampledAt: OfSeries;
  readonly rate: OverWindow<CounterSeries | OwnSeries>;
  readonly avgOverTime: OverWindow;
  readonly minOverTime: OverWindow;
  readonly maxOverTime: OverWindow;
  /** As they were last within a window, whether or not they have gone since. */
  readonly lastOverTime: OverWindow;
  /** 1 with the labels of the equality matchers where none of them was there within a window. */
  readonly absentOverTime: OverWindow;
  /** How much a gauge changed over a window, extrapolated to its ends. */
  readonly delta: OverWindow;
  /** How often the value of each series changed over a window. */
  readonly changes: OverWindow;
  /** The sum of all samples of each series over a window. */
  readonly totalOverTime: OverWindow;
  /** The sum of what they were at each step of a window. */
  readonly sumOverSteps: OverSteps;
  /** The mean of what they were at each step of a window. */
  readonly avgOverSteps: OverSteps;
  /** At how many steps of a window each had a value. */
  readonly countOverSteps: OverSteps;
}

/** The readers over what a choice leaves. Signals have one set of them, so that none reads what another team exposes. */
export function readers(chosen: Choice): Readers {
  const at = (of: Series, matchers: readonly Matcher[] = []) => selector(of, chosen(of, matchers));
  const during = (of: Series, window: Window, matchers?: readonly Matcher[]) => at(of, matchers).range(window);
  const inSteps = (of: Series, window: Window, step: Duration, matchers?: readonly Matcher[]) =>
    at(of, matchers).range(`${window}:${step}`);
  return {
    select: at,
    selectBefore: (of, offset, matchers) => at(of, matchers).offset(offset),
    sampledAt: (of, matchers) => promql.timestamp(at(of, matchers)),
    rate: (...of) => promql.rate(during(...of)),
    avgOverTime: (...of) => promql.avgOverTime(during(...of)),
    minOverTime: (...of) => promql.minOverTime(during(...of)),
    maxOverTime: (...of) => promql.maxOverTime(during(...of)),
    lastOverTime: (...of) => promql.lastOverTime(during(...of)),
    absentOverTime: (...of) => promql.absentOverTime(during(...of)),
    delta: (...of) => promql.delta(during(...of)),
    changes: (...of) => promql.changes(during(...of)),
    totalOverTime: (...of) => promql.sumOverTime(during(...of)),
    sumOverSteps: (...of) => promql.sumOverTime(inSteps(...of)),
    avgOverSteps: (...of) => promql.avgOverTime(inSteps(...of)),
    countOverSteps: (...of) => promql.countOverTime(inSteps(...of)),
  };
}
