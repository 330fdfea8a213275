import { atLeast, histogramQuantile, ratio } from '../../promql/build.js';
import type { Signal } from './signal.js';
import type { View } from './view.js';

/** The three series of a histogram, recorded. */
interface Histogram {
  readonly buckets: Signal<'le'>;
  readonly sum: Signal;
  readonly count: Signal;
}

/** A percentile, with the buckets that it is taken of and whose last bound it never exceeds. */
export interface Percentile<Buckets extends Signal<'le'> = Signal<'le'>> extends Signal {
  readonly buckets: Buckets;
  readonly percent: number;
}

const withoutBound = ({ labels }: Signal) => labels.filter((label) => label !== 'le');

/**
 * A percentile of a recorded histogram, one series for each of its label sets: never over several runtimes or
 * applications. Nothing where nothing was counted, which would be NaN.
 */
export function percentile<Buckets extends Signal<'le'>>(
  { buckets }: { readonly buckets: Buckets },
  percent: number,
): Percentile<Buckets> {
  const quantile = (view: View) => histogramQuantile(percent / 100, buckets.query(view));
  return {
    buckets,
    percent,
    title: `${buckets.title}, p${percent}`,
    unit: buckets.unit,
    description: `${buckets.description} ${percent}% were at most this.`,
    labels: withoutBound(buckets),
    query: (view) => atLeast(quantile(view), 0),
    unguarded: quantile,
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
