import type { Metric } from '../metrics/metric.js';
import { runtimesWith } from '../signals/runtimes/index.js';
import { nativeNames } from './native-names.js';
import { drop, dropMatch, keep, type RelabelRule } from './relabeling.js';
import { seriesRegex } from './series-regex.js';

/** `_created` of Python's client: a gauge per series that nobody reads. */
const CREATED = '.+_created';
/** Answers of HTTP servers of engines, by class or code. */
const BY_STATUS = runtimesWith(({ readings }) => readings.httpErrors).map(([, reading]) => reading);

/**
 * Drops everything but the series of these metrics, under their own names however the exporter spelt them. Throws when there
 * are none, since that would keep nothing.
 */
export function keepSeriesOf(metrics: readonly Metric[]): RelabelRule[] {
  if (metrics.length === 0) throw new Error('a monitor must keep at least one metric');
  return [drop('__name__', CREATED), ...nativeNames(metrics), keep('__name__', seriesRegex(metrics))];
}

/**
 * Drops all but errors of what the HTTP server of an engine answers, a series for each path and method; whoever asks to
 * keep such a metric gets all of it.
 */
export function errorsOnly(metrics: readonly Metric[], keep: readonly unknown[]): RelabelRule[] {
  const names = BY_STATUS.map(({ name }) => name);
  const read = names.filter((name) => !keep.includes(name) && metrics.some((metric) => metric.name === name));
  if (read.length === 0) return [];
  const labels = [...new Set(BY_STATUS.map(({ label }) => label))];
  return [dropMatch(['__name__', ...labels], `(${read.join('|')})${';([123]..)?'.repeat(labels.length)}`)];
}
