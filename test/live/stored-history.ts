import { writeFileSync } from 'node:fs';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { startHistory } from '@arks-monitoring/simulator/prometheus/history.js';
import type { PrometheusServer, Range } from '@arks-monitoring/simulator/prometheus/server.js';
import type { ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { seriesText, valueText } from '@arks-monitoring/simulator/scrape/series.js';
import { inject } from 'vitest';
import { seriesNames } from '../../src/promql/names.js';
import type { RecordRule, RuleGroup } from '../../src/rules/rule-group.js';
import type { VictoriaMetricsServer } from '../../tools/victoria-metrics/server.js';
import { grouped } from '../support/grouped.js';

/** All that was scraped, as a query would answer it. */
export function scrapedSeries(log: ScrapeLog, epochSeconds: number): readonly RangeSeries[] {
  return log.series().map(({ series, stretches }) => ({
    metric: series.labels,
    values: stretches.flatMap(({ start, values }) =>
      values.map((value, index) => [epochSeconds + (start + index) * log.stepSeconds, value] as const),
    ),
  }));
}

/** Records what rules say of what is stored, each after those that it reads, and stores it beside that. What was recorded. */
export async function recordIn(
  server: VictoriaMetricsServer,
  groups: readonly RuleGroup[],
  range: Range,
): Promise<readonly RangeSeries[]> {
  let open: readonly RecordRule[] = groups
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => ('record' in rule ? rule : []));
  const recorded: RangeSeries[] = [];
  while (open.length > 0) {
    const waiting = new Set(open.map(({ record }) => record));
    const ready = open.filter(({ expr }) => !seriesNames(expr).some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error(`records read each other: ${[...waiting].join(', ')}`);
    const level = await Promise.all(ready.map((rule) => evaluated(server, rule, range)));
    await server.store(level.flat());
    recorded.push(...level.flat());
    open = open.filter((rule) => !ready.includes(rule));
  }
  return recorded;
}

async function evaluated(server: VictoriaMetricsServer, { expr, record, labels }: RecordRule, range: Range) {
  const series = await server.queryRange(expr, range);
  return series.map(({ metric, values }) => ({ metric: { ...metric, ...labels, __name__: record }, values }));
}

/** A Prometheus that holds these series. */
export function prometheusWith(stored: readonly RangeSeries[]): Promise<PrometheusServer> {
  const families = grouped(stored, ({ metric }) => metric['__name__'] ?? '');
  const text = [...families].map(([name, family]) => `# TYPE ${name} unknown\n${family.map(lines).join('')}`);
  return startHistory(inject('prometheus'), (file) => writeFileSync(file, `${text.join('')}# EOF\n`));
}

function lines({ metric, values }: RangeSeries): string {
  return values.map(([time, value]) => `${seriesText(metric)} ${valueText(value)} ${time}\n`).join('');
}
