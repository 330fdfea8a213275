import { describe, expect, inject, test } from 'vitest';
import { catalogue } from '../../src/metrics/catalogue.js';
import { formatPromql } from '../../src/promql/format.js';
import { metricsRead, seriesNames } from '../../src/promql/names.js';
import { environmentOf } from '../support/environment.js';
import { checkRules } from '../support/promtool.js';
import { ruleGroups } from '../support/rules.js';
import { windowProblem } from './windows.js';

const everything = environmentOf({
  cluster: { name: 'eu-1' },
  runtimes: ['vllm', 'sglang', 'dynamo'],
  alerts: { namespaces: ['tenant-a', 'tenant-b'] },
});
const groups = ruleGroups(everything);
const rules = groups.flatMap(({ rules: inGroup }) => inGroup);
const records = new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));

test('promtool accepts every group', async () => {
  const { ok, output } = await checkRules(inject('prometheus').promtool, groups);
  expect([ok, output]).toEqual([true, expect.stringContaining(`${rules.length} rules found`)]);
});

test('every expression is printed as people read it', () => {
  expect(rules.filter(({ expr }) => formatPromql(expr) !== expr)).toEqual([]);
  expect(rules.flatMap(({ expr }) => expr.split('\n')).filter((line) => line.length > 160)).toEqual([]);
});

test('every expression reads exposed metrics or records, and nothing else', () => {
  const known = new Set<string>([...catalogue.map(({ name }) => name), ...records]);
  const strangers = rules.flatMap(({ expr }) =>
    seriesNames(expr).filter((name) => !known.has(name) && metricsRead(name).length === 0),
  );
  expect(strangers).toEqual([]);
});

test('no record is read before it is written in its own group', () => {
  for (const group of groups) {
    const own = group.rules.flatMap((rule) => ('record' in rule ? [rule.record] : []));
    group.rules.forEach((rule, index) => {
      const later = own.slice(index).filter((record) => !own.slice(0, index).includes(record));
      const early = seriesNames(rule.expr).filter((name) => later.includes(name));
      expect([group.name, ...early]).toEqual([group.name]);
    });
  }
});

describe('names', () => {
  test('a record is level:metric:operation, its metric ours', () => {
    const odd = [...records].filter(
      (name) => !/^(application|cluster|gateway|pod|slo|tenant):arks_[a-z0-9_]+:[a-z0-9_]+$/.test(name),
    );
    expect(odd).toEqual([]);
  });

  test('a record that says how far it looks back looks back so far', () => {
    const problems = rules.map((rule) => ('record' in rule ? windowProblem(rule) : ''));
    expect(problems.filter((problem) => problem !== '')).toEqual([]);
  });

  test('no two rules write one series', () => {
    const titles = rules.flatMap((rule) =>
      'record' in rule ? [`${rule.record} ${JSON.stringify(rule.labels ?? {})}`] : [],
    );
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe('truth', () => {
  test('the runtime stays wherever buckets are recorded', () => {
    const buckets = rules.filter(
      (rule) => 'record' in rule && /^application:.*_bucket:/.test(rule.record) && !rule.record.includes('router'),
    );
    expect(buckets.length).toBeGreaterThan(10);
    expect(buckets.filter(({ labels }) => labels?.['runtime'] === undefined)).toEqual([]);
  });

  test('nothing averages a percentile, and nothing divides by what may be zero', () => {
    for (const { expr } of rules) {
      expect(expr).not.toMatch(/avg[^(]*\([^)]*histogram_quantile/);
      const divisions = expr.match(/\/ (?!\d)(?:on \([^)]*\)(?: group_left \(\))?\s*)?[^\n]*/g) ?? [];
      for (const division of divisions) expect(expr.slice(expr.indexOf(division))).toMatch(/> 0\b/);
    }
  });
});
