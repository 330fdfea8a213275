import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { createBlocks } from '@arks-monitoring/simulator/prometheus/history.js';
import type { PrometheusPrograms } from '@arks-monitoring/simulator/prometheus/provide.js';
import { type PrometheusServer, type Range, startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { writeOpenMetrics } from '@arks-monitoring/simulator/scrape/open-metrics.js';
import type { ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { seriesText, valueText } from '@arks-monitoring/simulator/scrape/series.js';

/** A Prometheus that holds raw series and what is recorded of them, and the times of both. */
export interface RecordedDay {
  readonly prometheus: PrometheusServer;
  readonly range: Range;
  /** Leaves neither a process nor a file. */
  readonly stop: () => Promise<void>;
}

interface DayProps {
  readonly programs: PrometheusPrograms;
  readonly scrapes: ScrapeLog;
  readonly epochSeconds: number;
  /** What is recorded under each name, in terms of raw series. */
  readonly rawForms: ReadonlyMap<string, string>;
}

/** Stores a log, evaluates everything that is recorded at the time of every scrape, and stores that beside it. */
export async function recordDay({ programs, scrapes, epochSeconds, rawForms }: DayProps): Promise<RecordedDay> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-day-'));
  const dataFolder = join(folder, 'data');
  const file = join(folder, 'metrics.txt');
  const range = {
    start: epochSeconds,
    end: epochSeconds + (scrapes.steps() - 1) * scrapes.stepSeconds,
    step: scrapes.stepSeconds,
  };
  const start = () => startPrometheusOn({ program: programs.prometheus, config: {}, dataFolder });
  let prometheus: PrometheusServer | undefined;
  const stop = async () => {
    await prometheus?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeOpenMetrics(scrapes, file, epochSeconds);
    await createBlocks(programs.promtool, file, dataFolder);
    prometheus = await start();
    writeFileSync(file, await recordedText(prometheus, range, rawForms));
    await prometheus.stop();
    await createBlocks(programs.promtool, file, dataFolder);
    prometheus = await start();
    return { prometheus, range, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything that is recorded, as OpenMetrics text. */
async function recordedText(
  { queryRange }: PrometheusServer,
  range: Range,
  rawForms: ReadonlyMap<string, string>,
): Promise<string> {
  const families: string[] = [];
  for (const [record, expression] of rawForms) {
    families.push(`# TYPE ${record} unknown\n`, ...(await queryRange(expression, range)).map(linesOf(record)));
  }
  return `${families.join('')}# EOF\n`;
}

function linesOf(record: string): (series: RangeSeries) => string {
  return ({ metric, values }) => {
    const text = seriesText({ ...metric, __name__: record });
    return values.map(([time, value]) => `${text} ${valueText(value)} ${time}\n`).join('');
  };
}
