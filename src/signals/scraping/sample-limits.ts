import { dividedBy, type Expression, firstOf, type Matcher } from '../../promql/build.js';
import type { Signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { ADDED_WINDOW, samplesKept, seriesAdded } from './targets.js';

/** Targets of one kind, by matchers of their series. */
export interface LimitedTargets {
  readonly matchers: readonly Matcher[];
  /** Most samples of a scrape of one of them before it is refused. */
  readonly sampleLimit: number;
  /** Most samples that are in order: fewer than are refused where tenants share the target. */
  readonly sampleBudget: number;
}

/** How much of its sample budget a target fills; for series of targets that nobody names, what it counts of them. */
export function shareOfSampleBudget(targets: readonly LimitedTargets[]): Signal {
  return {
    title: 'Share of the sample budget',
    unit: 'ratio',
    description:
      'Samples of the last scrape as a share of what is in order for a target of its job: seriesBudget where tenants share it, which ' +
      'is refused only above its sampleLimit, otherwise sampleLimit.',
    labels: samplesKept.labels,
    query: (view) => against('sampleBudget', samplesKept, targets, view),
  };
}

/** How much of its sample limit a target has added in new series. */
export function shareOfLimitAdded(targets: readonly LimitedTargets[]): Signal {
  return {
    title: 'New series against the sample limit',
    unit: 'ratio',
    description:
      `Series that a target added within ${ADDED_WINDOW}, as a share of the sampleLimit of its job. A start adds each ` +
      'series once.',
    labels: seriesAdded.labels,
    query: (view) => against('sampleLimit', seriesAdded, targets, view),
  };
}

/** What a signal counts of each target, over the budget or the limit of its kind. */
function against(
  most: 'sampleBudget' | 'sampleLimit',
  signal: Signal,
  targets: readonly LimitedTargets[],
  view: View,
): Expression {
  const [first, ...others] = targets.map(({ matchers, [most]: samples }) =>
    dividedBy(signal.query({ ...view, matchers: [...matchers, ...view.matchers] }), samples),
  );
  return first === undefined ? signal.query(view) : firstOf(first, ...others);
}
