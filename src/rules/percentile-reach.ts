import { environmentSchema } from '../config/environment.js';
import type { LimitName } from '../config/thresholds.js';
import type { PercentileCeiling } from '../files/percentile-ceilings.js';
import { memoize } from '../lib/memoize.js';
import type { Percentile } from '../signals/vocabulary/percentiles.js';
import type { Recorded, Signal } from '../signals/vocabulary/signal.js';
import type { Alert } from './alert.js';
import { gridsOf } from './grids.js';

/** A limit on a percentile, the buckets that it is taken of, and whether its alert fires at the limit or above it. */
export interface LimitedPercentile {
  readonly threshold: LimitName;
  readonly buckets: Recorded;
  readonly allowed: PercentileCeiling['allowed'];
}

/** The limits of those alerts that judge a percentile of recorded buckets. */
export function limitedPercentiles(alerts: readonly Alert[]): readonly LimitedPercentile[] {
  return alerts.flatMap(({ when }) => {
    if (when === undefined || typeof when.signal === 'function' || typeof when.limit !== 'string') return [];
    if (!isOfRecordedBuckets(when.signal)) return [];
    const allowed = when.is === 'at least' ? ('at most' as const) : ('below' as const);
    return [{ threshold: when.limit, buckets: when.signal.buckets, allowed }];
  });
}

/** How far each such percentile can rise; latencies have the same buckets on installations of any size. */
export function ceilingsOf(alerts: readonly Alert[]): readonly PercentileCeiling[] {
  return limitedPercentiles(alerts).flatMap(({ buckets, ...percentile }) =>
    ends(buckets).map((end) => ({ ...percentile, ...end })),
  );
}

/** Where the buckets of each exporter and generation end. */
const ends = memoize((buckets: Recorded) =>
  gridsOf(buckets, environmentSchema.parse({}).sizing).flatMap(({ exporter, generations, bounds }) =>
    generations.map((generation) => ({ exporter, generation, last: Math.max(...bounds) })),
  ),
);

function isOfRecordedBuckets(signal: Signal): signal is Percentile<Recorded<'le'>> {
  return (
    'buckets' in signal && typeof signal.buckets === 'object' && signal.buckets !== null && 'rules' in signal.buckets
  );
}
