import { expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { planOf } from '../../src/plan/plan.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { crossingRows } from '../docs/crossings-table.js';
import { securityText } from '../docs/security-table.js';
import { ruleGroups } from '../support/rules.js';
import { type Crossing, crossings } from './crossings.js';
import { environmentWithEverything } from './every-objective.js';

const engines: readonly string[] = RUNTIMES;
const written = ({ rule, lost, word }: { readonly rule: string; readonly lost: string; readonly word: string }) =>
  `${rule}: ${lost} (${word})`;

/** As the table of docs/security.md puts it: any runtime is an engine, and what reads nothing is nobody's word. */
function wordOf({ words }: Crossing): string {
  const said = new Set(words.map((one) => (engines.includes(one) ? 'engines' : one)));
  return said.size === 0 ? 'nobody' : [...said].sort().join(', ');
}

test('wherever a rule brings namespaces together docs/security.md says on whose word and why, and nowhere else', () => {
  const found = crossings(ruleGroups(environmentWithEverything)).map((one) => written({ ...one, word: wordOf(one) }));
  const said = crossingRows(securityText).map(written);
  expect([...new Set(found)].sort()).toEqual([...said].sort());
});

test('no alert that keeps its namespace silences one of another', () => {
  const everybodys = crossingRows(securityText).map(({ rule }) => rule);
  const across = planOf(environmentWithEverything).inhibited.filter(({ equal }) => !equal.includes('namespace'));
  const sources = across.flatMap(({ source }) => source.filter(({ label }) => label === 'alertname'));
  expect(sources.length).toBeGreaterThan(2);
  expect(sources.map(({ value }) => value).filter((name) => !everybodys.includes(name))).toEqual([]);
});

test.each([
  ['sum(up)', ['sum']],
  ['sum by (job) (up)', ['sum by (job)']],
  ['sum by (namespace) (up)', []],
  ['max without (namespace) (up)', ['max without (namespace)']],
  ['max without (pod) (up)', []],
  ['up and on (job) up', ['and on (job)']],
  ['up and on (job, namespace) up', []],
  ['up / ignoring (namespace) group_left () up', ['/ ignoring (namespace) group_left ()']],
  ['up / ignoring (pod) up', []],
  ['up > scalar(up)', ['scalar']],
  ['absent(up)', ['absent']],
  ['label_replace(up, "namespace", "all", "", "")', ['label_replace']],
  ['label_replace(up, "model", "$1", "namespace", "(.*)")', []],
  ['sum by (namespace) (rate(up[5m:1m]) or topk(3, up))', ['topk']],
])('%s loses namespaces by %j', (expr, lost) => {
  expect(crossings(groupOf({ record: 'a', expr })).map((one) => one.lost)).toEqual(lost);
});

test("a namespace that an ArksEndpoint names for a backend is nobody's identity: one alert asks whether there is any", () => {
  const rules = ruleGroups(environmentWithEverything).flatMap((group) => group.rules);
  const reading = rules.filter(({ expr }) => expr.includes('backend_namespace'));
  expect(reading.map((rule) => ('alert' in rule ? rule.alert : rule.record))).toEqual(['ArksEndpointWithoutBackends']);
  for (const { expr } of reading) {
    const [judged, ...silencing] = expr.split(/unless on \(cluster, namespace, model\)/);
    expect(judged).not.toContain('backend');
    expect(silencing).toHaveLength(1);
  }
});

test('whose word it is follows from what records read', () => {
  const rules = [
    { record: 'a', expr: 'sum by (namespace) (vllm:num_requests_running) + envoy_http_downstream_rq_active' },
    { record: 'b', expr: 'sum(a)' },
  ];
  expect(crossings(groupOf(...rules))).toEqual([{ rule: 'b', lost: 'sum', words: ['envoy', 'vllm'] }]);
});

function groupOf(...rules: RuleGroup['rules']): readonly RuleGroup[] {
  return [{ name: 'test', interval: '1m', rules }];
}
