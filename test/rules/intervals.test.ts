import { expect, test } from 'vitest';
import { durationSeconds } from '../../src/lib/duration.js';
import { seriesNames } from '../../src/promql/names.js';
import { environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';

/** Prometheus forgets a sample after 5 minutes. */
const LOOKBACK_SECONDS = 300;

test.each([['30s'], ['2m']])('records of an interval of %s outlive an evaluation that is late', (interval) => {
  for (const group of ruleGroups(environmentOf({ rules: { interval, detailInterval: interval } }))) {
    expect(2 * durationSeconds(group.interval), group.name).toBeLessThan(LOOKBACK_SECONDS);
  }
});

test('only what no alert and no objective reads is recorded less often', () => {
  const groups = ruleGroups(environmentOf({}));
  const records = (interval: string) =>
    groups
      .filter((group) => group.interval === interval)
      .flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const seldom = new Set(records('1m').filter((name) => !name.startsWith('cluster:arks_rules_evaluated')));
  expect(seldom.size).toBeGreaterThan(10);
  const readers = groups.filter(({ interval }) => interval === '30s').flatMap(({ rules }) => rules);
  expect(readers.filter(({ expr }) => seriesNames(expr).some((name) => seldom.has(name)))).toEqual([]);
});

test('a detail interval below the interval is the interval', () => {
  const intervals = ruleGroups(environmentOf({ rules: { interval: '2m' } })).map(({ interval }) => interval);
  expect(new Set(intervals)).toEqual(new Set(['2m']));
});
