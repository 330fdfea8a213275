import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVERYTHING } from '../../src/documented/everything.js';
import { planned } from '../../src/documented/planned.js';
import { recordRules } from '../../src/documented/series.js';
import { settings } from '../../src/documented/settings.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { PAGES } from '../../tools/pages/pages.js';
import { PROJECT } from '../support/commands.js';

const pages = Object.entries(PAGES).map(([file, page]) => ({ file, text: page() }));

describe.each(pages)('docs/$file', ({ file, text }) => {
  test('is current; if not, run `npm run pages`', () => {
    expect(readFileSync(join(PROJECT, 'docs', file), 'utf8')).toBe(text);
  });

  test('has as many cells in each row as its table has columns, whatever stands in them', () => {
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    const tables = text
      .trimEnd()
      .split('\n\n')
      .filter((block) => block.startsWith('|'));
    expect(tables.length).toBeGreaterThan(3);
    for (const one of tables) expect(new Set(one.split('\n').map(cells)).size, one.slice(0, 200)).toBe(1);
  });
});

describe('settings', () => {
  const all = settings();
  const find = (path: string) => all.find((one) => one.path === path);

  test('say each what it does: a setting without a description is an error here', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({ description = '' }) => description.length < 10).map(({ path }) => path)).toEqual([]);
  });

  test('have a unit where they are numbers or durations', () => {
    const silent = all.filter(({ type, unit }) => type.endsWith('number') && unit === '');
    expect(silent.map(({ path }) => path)).toEqual([]);
    expect(find('scrape.interval')?.unit).toBe('duration');
    expect(find('alerts.thresholds.firstTokenP95Seconds')?.unit).toBe('seconds');
    expect(find('alerts.thresholds.preemptionsPerSecondPerReplica')?.unit).toBe('per second');
  });

  test('are said to lie between 0 and 1 where no more than 1 is allowed, and only there', () => {
    expect(find('alerts.thresholds.errorRatio')?.unit).toBe('ratio, 0 to 1');
    expect(find('alerts.thresholds.upstreamHealthyRatio')?.unit).toBe('ratio, 0 to 1');
    expect(find('alerts.thresholds.loadImbalanceRatio')?.unit).toBe('ratio');
    expect(find('alerts.overrides[].thresholds.loadImbalanceRatio')?.unit).toBe('ratio');
  });

  test('say what is allowed in the words of the errors', () => {
    expect(find('scrape.timeout')?.allowed).toContain('must not be above scrape.interval');
    expect(find('slos[].objectivePercent')?.allowed).toEqual([
      'required',
      'must be at least 50',
      'must be at most 99.999',
    ]);
  });

  test('inside of lists, maps and unions are listed, too', () => {
    for (const path of ['scrape.keep[].unlisted', 'alertmanager.receivers[].slack.url.key', 'prices.models[].model']) {
      expect(all.map((one) => one.path)).toContain(path);
    }
  });
});

test('every metric of the catalogue and every record has a row', () => {
  const missing = (file: string, names: readonly string[]) => {
    const text = pages.find((page) => page.file === file)?.text ?? '';
    return names.filter((name) => !text.includes(`| \`${name}\` |`));
  };
  const records = recordRules(planned(EVERYTHING)).map(({ record }) => record);
  expect(
    missing(
      'metrics.md',
      catalogue.map(({ name }) => name),
    ),
  ).toEqual([]);
  expect(missing('records.md', records)).toEqual([]);
});
