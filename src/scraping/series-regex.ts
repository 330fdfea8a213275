import type { Metric } from '../metrics/metric.js';

/** One regex for the names of all series of these metrics, sorted, so that a new metric is one new word in a diff. */
export function seriesRegex(metrics: readonly Metric[]): string {
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
