import type { MetricName } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import { drop, dropMatch, keep, type RelabelRule } from './relabeling.js';

/** `_created` of Python's client: a gauge per series that nobody reads. */
const CREATED = '.+_created';
/** Answers of HTTP servers of engines, by class or code. */
const BY_STATUS: readonly MetricName[] = ['http_requests_total', 'sglang:http_responses_total'];

/** Drops everything but the series of these metrics. Throws when there are none, since that would keep nothing. */
export function keepSeriesOf(metrics: readonly Metric[]): RelabelRule[] {
  if (metrics.length === 0) throw new Error('a monitor must keep at least one metric');
  return [drop('__name__', CREATED), keep('__name__', seriesRegex(metrics)), ...errorsOnly(metrics)];
}

/** Of the answers of an engine's HTTP server only errors are read, and they come for each path and method. */
function errorsOnly(metrics: readonly Metric[]): RelabelRule[] {
  const names = BY_STATUS.filter((name) => metrics.some((metric) => metric.name === name));
  if (names.length === 0) return [];
  const statuses = ['status', 'status_code'];
  return [dropMatch(['__name__', ...statuses], `(${names.join('|')});([123]..)?;([123]..)?`)];
}

/** One regex for the names of all series of these metrics, sorted, so that a new metric is one new word in a diff. */
function seriesRegex(metrics: readonly Metric[]): string {
  const suffixesOf = new Map<string, Set<string>>();
  for (const { name, suffixes } of metrics) {
    suffixesOf.set(name, new Set([...(suffixesOf.get(name) ?? []), ...suffixes]));
  }
  return [...suffixesOf]
    .map(([name, suffixes]) => name + suffixRegex([...suffixes]))
    .sort()
    .join('|');
}

function suffixRegex(suffixes: readonly string[]): string {
  const [only, ...others] = suffixes;
  if (only === '' && others.length === 0) return '';
  const named = suffixes.filter((suffix) => suffix !== '').sort();
  return `(${named.join('|')})${named.length < suffixes.length ? '?' : ''}`;
}
