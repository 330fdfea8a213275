import type { Objective } from '../../config/objectives.js';
import { avgOverSteps, avgOverTime, type Expression, type Matcher, type RecordedName } from '../../promql/build.js';
import { RECORDED_WINDOW } from '../../signals/view.js';
import { FAST_WINDOWS } from './windows.js';

export const BAD = 'slo:arks_bad:rate5m';
export const TOTAL = 'slo:arks_total:rate5m';
export const errorRatio = (window: string) => `slo:arks_error:ratio_rate${window}` as const;

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
export function averaged(rate: RecordedName, window: string, where: readonly Matcher[]): Expression {
  const isFast = FAST_WINDOWS.some((fast) => fast === window);
  return isFast ? avgOverTime(rate, window, where) : avgOverSteps(rate, window, RECORDED_WINDOW, where);
}
