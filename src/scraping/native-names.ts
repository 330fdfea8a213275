import type { Metric } from '../metrics/metric.js';
import { type RelabelRule, replaceMatch } from './relabeling.js';
import { seriesRegex } from './series-regex.js';

const COLON = ':';
/** What Python's client writes for a colon in names of samples. */
const ESCAPED = '_';

/**
 * Gives series whose names have a colon in the catalogue that colon back. Python's client from 0.23 on answers a scrape that
 * accepts OpenMetrics and does not ask for UTF-8 names with `sglang_token_usage` for `sglang:token_usage` (Prometheus 2, and 3
 * with legacy names); SGLang does not pin its client. One rule a prefix, of exactly the names that are kept, so that nothing
 * else is renamed; it does nothing where names arrive as they are.
 */
export function nativeNames(metrics: readonly Metric[]): RelabelRule[] {
  const byPrefix = new Map<string, Metric[]>();
  for (const metric of metrics) {
    const end = metric.name.indexOf(COLON);
    if (end < 0) continue;
    const prefix = metric.name.slice(0, end);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), metric]);
  }
  return [...byPrefix]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([prefix, ofPrefix]) => {
      const names = ofPrefix.map((metric) => ({ ...metric, name: metric.name.slice(prefix.length + COLON.length) }));
      return replaceMatch({
        sourceLabels: ['__name__'],
        regex: `${prefix}${ESCAPED}(${seriesRegex(names)})`,
        targetLabel: '__name__',
        replacement: `${prefix}${COLON}$1`,
      });
    });
}
