import { isMetricName, type MetricName } from '../metrics/catalogue.js';
import { parsePromql } from './parse.js';
import { selectorsIn, type Tree } from './tree.js';

/** What follows the name of a histogram or summary in those of its series. */
const PARTS = /_(bucket|sum|count)$/;

/** The names of the series that an expression reads, each once. Throws where a text is not PromQL. */
export function seriesNames(expression: string | Tree): readonly string[] {
  const tree = typeof expression === 'string' ? parsePromql(expression) : expression;
  return [...new Set(selectorsIn(tree).flatMap(({ name }) => (name === '' ? [] : name)))];
}

/** The catalogue's metrics that an expression reads; recorded series are none. */
export function metricsRead(expression: string | Tree): readonly MetricName[] {
  return seriesNames(expression).flatMap((name) => metricOf(name) ?? []);
}

/** The catalogue's metric that a series belongs to; recorded series belong to none. */
export function metricOf(series: string): MetricName | undefined {
  return [series, series.replace(PARTS, '')].find(isMetricName);
}
