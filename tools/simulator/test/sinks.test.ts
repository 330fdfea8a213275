import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { promtool } from '../../../test/support/promtool.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { startHistory } from '../prometheus/history.js';
import { writeOpenMetrics } from '../scrape/open-metrics.js';
import { inputSeries } from '../scrape/promtool-series.js';
import { createScrapeLog, partOf } from '../scrape/scrape-log.js';
import type { Series } from '../scrape/series.js';
import { playedLog, STEP } from './played-log.js';

const programs = inject('prometheus');
const EPOCH = 1_767_225_600;

/** A log of one series; undefined is a scrape without it. */
function logOf(values: readonly (number | undefined)[]) {
  const series: Series = { labels: { __name__: 'm' }, text: 'm', size: 1 };
  const log = createScrapeLog(STEP);
  values.forEach((value, step) => {
    log.add({ time: 7 + step * STEP, samples: value === undefined ? [] : [{ series, value }], stale: [] });
  });
  return log;
}

const wordsOf = (...values: readonly (number | undefined)[]) =>
  inputSeries(logOf([...values, 77])).map((each) => each.values);

test('a scrape that is not one step after the one before is refused', () => {
  const log = logOf([1, 2]);
  expect(() => log.add({ time: 36, samples: [], stale: [] })).toThrow('a scrape must be at 37 s, got one at 36 s');
});

test('a part of a log has the values of its steps, at their places in the whole', () => {
  const log = logOf([1, 2, undefined, 4, 5]);
  const part = (from: number, to: number) =>
    partOf(log, from, to)
      .series()
      .map(({ stretches }) => stretches);
  expect(part(1, 4)).toEqual([
    [
      { start: 1, values: [2] },
      { start: 3, values: [4] },
    ],
  ]);
  expect(part(0, 5)).toEqual(log.series().map(({ stretches }) => stretches));
  expect(part(2, 3)).toEqual([]);
});

describe("promtool's notation", () => {
  test.each([
    ['a constant', [5, 5, 5, 5], '5x3 77'],
    ['two alike', [5, 5], '5 5 77'],
    ['a rising line', [1, 3, 5, 7], '1+2x3 77'],
    ['a falling line', [-1, -3, -5, -7], '-1-2x3 77'],
    ['a line as sums make it', [0, 0.1, 0.2, 0.1 + 0.1 + 0.1], '0+0.1x3 77'],
    ['a line that sums do not make', [0, 0.1, 0.2, 0.3], '0 0.1 0.2 0.3 77'],
    [
      'no numbers',
      [Number.NaN, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      'NaNx2 +Inf -Inf 77',
    ],
    ['a late beginning', [undefined, 2], '_ 2 77'],
    ['a later beginning', [undefined, undefined, undefined, 2], '_x3 2 77'],
    ['an end and a return', [2, undefined, undefined, undefined, 3], '2 stale _x2 3 77'],
    ['a short absence', [2, undefined, 3], '2 stale 3 77'],
  ])('%s', (_, values, words) => {
    expect(wordsOf(...values)).toEqual([words]);
  });

  test('a series that ends with the last but one scrape is stale at the last', () => {
    expect(inputSeries(logOf([1, undefined]))[0]?.values).toBe('1 stale');
  });
});

test('promtool reads every value of every series back as it was scraped', async () => {
  const { log, scrapes } = playedLog();
  const result = await promtool(programs.promtool, ['test', 'rules', 'test.yml'], {
    'test.yml': {
      evaluation_interval: `${STEP}s`,
      tests: [
        {
          interval: `${STEP}s`,
          input_series: inputSeries(log),
          promql_expr_test: scrapes.map(({ time, samples }) => ({
            expr: '{job!=""}',
            eval_time: `${time}s`,
            exp_samples: samples.map(({ series, value }) => ({ labels: series.text, value })),
          })),
        },
      ],
    },
  });
  expect(result.output).toContain('SUCCESS');
  expect(result.ok).toBe(true);
});

test('OpenMetrics has the series of a name one after the other, each under its type', () => {
  const file = join(temporaryFolder(), 'metrics.txt');
  writeOpenMetrics(playedLog().log, file, EPOCH);
  const text = readFileSync(file, 'utf8');
  const names = text.split('\n').map((line) => /^# TYPE (\S+)|^[^{#]+/.exec(line)?.slice().reverse().find(Boolean));
  const changes = names.filter((name, index) => name !== undefined && name !== names[index - 1]);
  expect(new Set(changes).size).toBe(changes.length);
  expect(text.endsWith('\n# EOF\n')).toBe(true);
});

test('a Prometheus with the history of a log answers range queries with what was scraped, and leaves nothing', async () => {
  const { log, scrapes } = playedLog();
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('arks-history-'));
  const before = folders();
  const prometheus = await startHistory(programs, (file) => writeOpenMetrics(log, file, EPOCH));
  const own = folders().filter((name) => !before.includes(name));
  try {
    const range = { start: EPOCH, end: EPOCH + (scrapes.length - 1) * STEP, step: STEP };
    const found = await prometheus.queryRange('{job!=""}', range);
    expect(found.length).toBe(log.series().length);
    for (const { metric, values } of found) {
      const logged = log.series().find(({ series }) => same(series.labels, metric));
      const expected = logged?.stretches.flatMap(({ start, values: scraped }) =>
        scraped.map((value, index) => [EPOCH + (start + index) * STEP, value]),
      );
      const times = new Set(expected?.map(([time]) => time));
      expect(values.filter(([time]) => times.has(time))).toEqual(expected);
    }
  } finally {
    await prometheus.stop();
  }
  expect(own.length).toBeGreaterThan(0);
  expect(own.some((name) => existsSync(join(tmpdir(), name)))).toBe(false);
});

test('a file that promtool can not read is an error that says why', async () => {
  const broken = startHistory(programs, (file) => writeFileSync(file, 'm 1 without an end'));
  await expect(broken).rejects.toThrow(/promtool could not make blocks.*\n?.*(parse|timestamp|expected)/);
});

function same(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}
