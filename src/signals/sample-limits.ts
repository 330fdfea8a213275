import { dividedBy, type Expression, firstOf, type Matcher } from '../promql/build.js';
import type { Signal } from './signal.js';
import { ADDED_WINDOW, samplesKept, seriesAdded } from './state.js';
import type { View } from './view.js';

/** Targets of one kind, by matchers of their series. */
export interface LimitedTargets {
  readonly matchers: readonly Matcher[];
  /** How many samples a scrape of one of them may hold before it is refused. */
  readonly sampleLimit: number;
  /** How many it should hold; less than is refused where tenants share the target. */
  readonly sampleBudget: number;
}

/** How much of its sample budget a target fills; for series of targets that nobody names, what it counts of them. */
export function shareOfSampleBudget(targets: readonly LimitedTargets[]): Signal {
  return {
    title: 'Share of the sample budget',
    unit: 'ratio',
    description:
      'Samples of the last scrape against what a target of its job should hold: seriesBudget of what tenants share, which is refused ' +
      'at sampleLimit, far above it; of others their sampleLimit.',
    labels: samplesKept.labels,
    query: (view) => against('sampleBudget', samplesKept, targets, view),
  };
}

/** How much of its sample limit a target has added in new series. */
export function shareOfLimitAdded(targets: readonly LimitedTargets[]): Signal {
  return {
    title: 'New series against the sample limit',
    unit: 'ratio',
    description: `Series that a target added within ${ADDED_WINDOW}, against the sampleLimit of its job. A start adds each series once.`,
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
