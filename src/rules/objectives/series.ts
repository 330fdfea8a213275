import type { Objective } from '../../config/objectives.js';
import type { Duration, Expression, Matcher, Stored } from '../../promql/build.js';
import { avgOverSteps, avgOverTime } from '../../signals/vocabulary/arks-series.js';
import { RECORDED_WINDOW } from '../../signals/vocabulary/view.js';
import { FAST_WINDOWS } from './windows.js';

/** Matches the series of one objective. */
export function ofObjective({ name }: Objective): readonly Matcher[] {
  return [{ label: 'slo', operator: '=', value: name }];
}

/** The selector's own labels stay on every series and alert of the objective, so that routing can use them. */
export function labelsOf({ name, indicator, selector }: Objective): Readonly<Record<string, string>> {
  const { namespace, application, model } = selector;
  return {
    slo: name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(application === undefined ? {} : { application }),
    ...(model === undefined ? {} : { [indicator === 'gatewayAvailability' ? 'model' : 'model_name']: model }),
  };
}

/** The share of events that may be bad. */
export function allowed({ objectivePercent }: Objective): number {
  return 1 - objectivePercent / 100;
}

/**
 * The mean of a rate over a window. A day and more is read in steps of the window of its rates, which tile it: as exact as
 * every sample of it, and with an objective for each application a fraction of the work.
 */
export function averaged(rate: Stored, window: Duration, where: readonly Matcher[]): Expression {
  const isFast = FAST_WINDOWS.some((fast) => fast === window);
  return isFast ? avgOverTime(rate, window, where) : avgOverSteps(rate, window, RECORDED_WINDOW, where);
}
