import { dividedBy, firstOf, type Matcher } from '../../promql/build.js';
import type { Signal } from '../vocabulary/signal.js';
import { ADDED_WINDOW, samplesKept, seriesAdded } from './targets.js';

/** Targets of one kind, by matchers of their series, and how many samples a scrape of one of them may hold. */
export interface LimitedTargets {
  readonly matchers: readonly Matcher[];
  readonly sampleLimit: number;
}

/** How much of its sample limit a target fills; for series of targets that nobody names, what it counts of them. */
export function shareOfSampleLimit(targets: readonly LimitedTargets[]): Signal {
  return {
    title: 'Share of the sample limit',
    unit: 'ratio',
    description: 'Samples of the last scrape as a share of the sampleLimit of its job; above 1 the whole scrape fails.',
    labels: samplesKept.labels,
    query: (view) => againstLimit(samplesKept, targets, view),
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
    query: (view) => againstLimit(seriesAdded, targets, view),
  };
}

/** What a signal counts of each target, over the limit of its kind. */
const againstLimit = (signal: Signal, targets: readonly LimitedTargets[], view: Parameters<Signal['query']>[0]) => {
  const [first, ...others] = targets.map(({ matchers, sampleLimit }) =>
    dividedBy(signal.query({ ...view, matchers: [...matchers, ...view.matchers] }), sampleLimit),
  );
  return first === undefined ? signal.query(view) : firstOf(first, ...others);
};
