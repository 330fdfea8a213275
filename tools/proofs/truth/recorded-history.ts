import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { createBlocks } from '@arks-monitoring/simulator/prometheus/history.js';
import type { PrometheusPrograms } from '@arks-monitoring/simulator/prometheus/provide.js';
import { type PrometheusServer, startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { writeOpenMetrics } from '@arks-monitoring/simulator/scrape/open-metrics.js';
import type { ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { seriesText, valueText } from '@arks-monitoring/simulator/scrape/series.js';
import type { RecordRule } from '../../../src/rules/rule-group.js';

/** A Prometheus that holds what was scraped and everything that is recorded of it. */
export interface RecordedHistory {
  /** What a query answers at every scrape from the first on. */
  readonly ask: (expression: string) => Promise<readonly RangeSeries[]>;
  /** What the rules of a record answered as they were evaluated; nothing where no rule has that name. */
  readonly recorded: (record: string) => readonly RangeSeries[];
  /** Where its API is, as a URL. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export interface HistoryProps {
  readonly programs: PrometheusPrograms;
  readonly scrapes: ScrapeLog;
  readonly epochSeconds: number;
  /** Rules by pass: each reads only what the passes before it recorded. */
  readonly levels: readonly (readonly RecordRule[])[];
  /** Stored beside the records: series by name that follow from them and are no records, such as alerts. */
  readonly derived?: (ask: RecordedHistory['ask']) => Promise<ReadonlyMap<string, readonly RangeSeries[]>>;
  /** Where its blocks stay after it has stopped; gone with it unless said. */
  readonly dataFolder?: string;
}

/**
 * Evaluates every rule at the time of every scrape, pass by pass, each pass stored as blocks before the next. Not
 * `promtool tsdb create-blocks-from rules`: it shifts evaluations by a hash of the group's name, so that a rate over ten
 * intervals spans nine of them, and it makes a block for each rule. The engine and the expressions are the same.
 */
export async function recordHistory(props: HistoryProps): Promise<RecordedHistory> {
  const { programs, scrapes, epochSeconds, levels } = props;
  const folder = mkdtempSync(join(tmpdir(), 'arks-truth-'));
  const { dataFolder = join(folder, 'data') } = props;
  const file = join(folder, 'metrics.txt');
  const recorded = new Map<string, RangeSeries[]>();
  const range = {
    start: epochSeconds,
    end: epochSeconds + (scrapes.steps() - 1) * scrapes.stepSeconds,
    step: scrapes.stepSeconds,
  };
  let server: PrometheusServer | undefined;
  const start = async () => startPrometheusOn({ program: programs.prometheus, config: {}, dataFolder });
  const stop = async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeOpenMetrics(scrapes, file, epochSeconds);
    await createBlocks(programs.promtool, file, dataFolder);
    server = await start();
    for (const rules of levels) {
      for (const rule of rules) {
        const answer = (await server.queryRange(rule.expr, range)).map((series) => labelled(series, rule));
        recorded.set(rule.record, [...(recorded.get(rule.record) ?? []), ...answer]);
      }
      const names = [...new Set(rules.map(({ record }) => record))];
      writeFileSync(file, openMetrics(names.map((name) => [name, recorded.get(name) ?? []])));
      await server.stop();
      await createBlocks(programs.promtool, file, dataFolder);
      server = await start();
    }
    if (props.derived !== undefined) {
      const { queryRange } = server;
      writeFileSync(file, openMetrics([...(await props.derived((expression) => queryRange(expression, range)))]));
      await server.stop();
      await createBlocks(programs.promtool, file, dataFolder);
      server = await start();
    }
    const { queryRange, address } = server;
    return {
      address,
      ask: (expression) => queryRange(expression, range),
      recorded: (record) => recorded.get(record) ?? [],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function labelled({ metric, values }: RangeSeries, { record, labels = {} }: RecordRule): RangeSeries {
  return { metric: { ...metric, ...labels, __name__: record }, values };
}

/** Records as OpenMetrics text; a name with colons is fine there, too. */
function openMetrics(families: readonly (readonly [string, readonly RangeSeries[]])[]): string {
  const lines = families.flatMap(([name, series]) => [
    `# TYPE ${name} unknown`,
    ...series.flatMap(({ metric, values }) => {
      const text = seriesText(metric);
      return values.map(([time, value]) => `${text} ${valueText(value)} ${time}`);
    }),
  ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}
