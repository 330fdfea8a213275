import { atLeast, histogramQuantile, ratio } from '../promql/build.js';
import type { Signal } from './signal.js';

/** The three series of a histogram, recorded. */
interface Histogram {
  readonly buckets: Signal;
  readonly sum: Signal;
  readonly count: Signal;
}

const withoutBound = ({ labels }: Signal) => labels.filter((label) => label !== 'le');

/**
 * A percentile of a recorded histogram, one series for each of its label sets: never over several runtimes or
 * applications. Nothing where nothing was counted, which would be NaN.
 */
export function percentile({ buckets }: Pick<Histogram, 'buckets'>, percent: number): Signal {
  return {
    title: `${buckets.title}, p${percent}`,
    unit: buckets.unit,
    description: `${buckets.description} ${percent}% were at most this.`,
    labels: withoutBound(buckets),
    query: (view) => atLeast(histogramQuantile(percent / 100, buckets.query(view)), 0),
  };
}

/** The mean of a recorded histogram; nothing where nothing was counted. */
export function mean({ buckets, sum, count }: Histogram): Signal {
  return {
    title: `${buckets.title}, mean`,
    unit: buckets.unit,
    description: `${buckets.description} Mean of all of them.`,
    labels: withoutBound(buckets),
    query: (view) => ratio(sum.query(view), count.query(view)),
  };
}
