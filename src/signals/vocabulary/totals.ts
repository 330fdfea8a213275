import { durationSeconds } from '../../lib/duration.js';
import { number, times } from '../../promql/build.js';
import { sumOverSteps } from './arks-series.js';
import type { Recorded, Signal, Unit } from './signal.js';
import { RECORDED_WINDOW } from './view.js';

/**
 * How much there was over the window of a view, of something whose rate is recorded over 5m: the increases of the
 * windows that tile it, added up. It survives resets as the rate does, and reads one sample for each five minutes.
 */
export function total<Label extends string>(rate: Recorded<Label>, unit: Unit, title: string): Signal<Label> {
  return {
    title,
    unit,
    description: `${rate.description} Summed over the time shown, in steps of ${RECORDED_WINDOW}.`,
    labels: rate.labels,
    query: ({ window, matchers }) =>
      times(sumOverSteps(rate, window, RECORDED_WINDOW, matchers), number(durationSeconds(RECORDED_WINDOW))),
  };
}
