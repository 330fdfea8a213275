import { expect, test } from 'vitest';
import { resultLabels } from '../../src/documented/result-labels.js';
import { environmentOf } from '../support/environment.js';
import { monitorsOf } from '../support/monitors.js';
import { ruleGroups } from '../support/rules.js';

const everything = environmentOf({
  runtimes: ['vllm', 'sglang', 'dynamo'],
  surfaces: { customResources: { tokenLimits: true } },
});
const rules = ruleGroups(everything).flatMap((group) => group.rules);
const isRecord = (name: string) => name.includes(':arks_');
/** What Prometheus writes of a target has the labels of the target, and none of its page. */
const isOfTarget = (name: string) => name === 'up' || name.startsWith('scrape_');

test('no label that an exporter makes up reaches a record or an alert', () => {
  const labelsOf = (name: string) => (isRecord(name) || isOfTarget(name) ? [] : [`of ${name}`]);
  const made = rules.flatMap((rule) => {
    const labels = resultLabels(rule.expr, labelsOf).filter((label) => label.startsWith('of '));
    return labels.map((label) => `${'record' in rule ? rule.record : rule.alert}: ${label}`);
  });
  expect(rules.length).toBeGreaterThan(200);
  expect(made).toEqual([]);
});

test('no rule reads where an exporter says that it is, nor what Prometheus has put aside of it', () => {
  const reading = rules.filter(({ expr }) => /\b(exported_\w+|container|service|node)\b\s*(=|!|,|\))/.test(expr));
  expect(reading.map(({ expr }) => expr)).toEqual([]);
});

test('no monitor honors the labels of an exporter', () => {
  const monitors = monitorsOf(everything);
  expect(monitors).toHaveLength(7);
  for (const { endpoints } of monitors) expect(endpoints).toMatchObject([{ honorLabels: false }]);
});

test.each([
  ['eu-1', '(?:exported_)+site'],
  [undefined, '(?:exported_)*site'],
])('each monitor drops what an exporter says of its cluster, where its name is %s', (name, regex) => {
  const cluster = { label: 'site', ...(name === undefined ? {} : { name }) };
  for (const { endpoints } of monitorsOf(environmentOf({ cluster }))) {
    expect(endpoints.flatMap(({ metricRelabelings = [] }) => metricRelabelings)).toContainEqual({
      action: 'labeldrop',
      regex,
    });
  }
});
