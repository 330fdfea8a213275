import type { Metric } from '../metrics/metric.js';
import { nativeNames } from './native-names.js';
import { drop, keep, type RelabelRule } from './relabeling.js';
import { seriesRegex } from './series-regex.js';

/** `_created` of Python's client: a gauge per series that nobody reads. */
const CREATED = '.+_created';

/**
 * Drops everything but the series of these metrics, under their own names however the exporter spelt them. Throws when there
 * are none, since that would keep nothing.
 */
export function keepSeriesOf(metrics: readonly Metric[]): RelabelRule[] {
  if (metrics.length === 0) throw new Error('a monitor must keep at least one metric');
  return [drop('__name__', CREATED), ...nativeNames(metrics), keep('__name__', seriesRegex(metrics))];
}
