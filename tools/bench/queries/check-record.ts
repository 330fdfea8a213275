import type { PrometheusServer, Range } from '@arks-monitoring/simulator/prometheus/server.js';
import { seriesText } from '@arks-monitoring/simulator/scrape/series.js';
import type { RecordRule } from '../../../src/rules/rule-group.js';

const ROUNDING = 1e-9;

/**
 * Throws where what was recorded of raw series is not what the rules of that record say, some of which read other records: then
 * the costs of two different things would be compared.
 */
export async function checkRecord(
  prometheus: PrometheusServer,
  rules: readonly RecordRule[],
  range: Range,
): Promise<void> {
  for (const { record, expr, labels = {} } of rules) {
    const recorded = await valuesOf(prometheus, record, range, {});
    const said = await valuesOf(prometheus, expr, range, { __name__: record, ...labels });
    if (said.size > 0 && ![...said.keys()].some((at) => recorded.has(at))) {
      throw new Error(
        `${record} must be recorded under the labels of its rules, got ${[...said.keys()][0]} and none alike`,
      );
    }
    for (const [at, value] of said) {
      const other = recorded.get(at);
      // Both look back five minutes where series end, each from its own last value.
      if (other === undefined || Object.is(other, value)) continue;
      if (!(Math.abs(other - value) <= ROUNDING * Math.abs(value))) {
        throw new Error(`${record} must be recorded as its rules say, ${value}, got ${other}: ${at}`);
      }
    }
  }
}

/** Values by series and time, with these labels on every series. */
async function valuesOf(
  { queryRange }: PrometheusServer,
  expression: string,
  range: Range,
  labels: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, number>> {
  const series = await queryRange(expression, range);
  return new Map(
    series.flatMap(({ metric, values }) => {
      const text = seriesText({ ...metric, ...labels });
      return values.map(([time, value]) => [`${text} at ${time}`, value] as const);
    }),
  );
}
