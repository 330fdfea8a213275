import { describe, expect, inject, test } from 'vitest';
import type { Matcher } from '../../src/promql/matchers.js';
import { parsePromql } from '../../src/promql/parse.js';
import { selectorsIn } from '../../src/promql/tree.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { environmentOf } from '../support/environment.js';
import { grouped } from '../support/grouped.js';
import { type Input, playRecord, type RecordCase } from '../support/record-test.js';
import { groupsFor, ruleGroups } from '../support/rules.js';
import { specialCases } from './cases.js';
import { identityCases } from './identity-cases.js';

const { promtool } = inject('prometheus');
const CLUSTERS = ['eu-1', 'us-7'] as const;
const OBJECTIVE = { name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99 };

/** What the ruler of a target gets of one cluster, each group under a name that no other cluster has. */
function groupsOf(name: string, target: string, label = 'cluster'): readonly RuleGroup[] {
  const environment = environmentOf({
    cluster: { name, label },
    rules: { target },
    runtimes: ['vllm', 'sglang', 'dynamo'],
    slos: [OBJECTIVE],
  });
  return ruleGroups(environment).map((group) => ({
    ...rulerGroup(group, environment),
    name: `${name}-${group.name}`,
  }));
}

const rulesOf = (groups: readonly RuleGroup[]) => groups.flatMap(({ rules }) => rules);

describe.each(['mimir', 'thanos', 'victoriametrics', 'aws'])('a ruler of %s that sees every cluster', (target) => {
  test('reads one cluster in every selector of every rule', () => {
    const all = rulesOf(groupsOf('eu-1', target)).flatMap(({ expr }) => selectorsIn(parsePromql(expr)));
    expect(all.length).toBeGreaterThan(300);
    const isConfined = ({ label, operator, value }: Matcher) =>
      label === 'cluster' && operator === '=' && value === 'eu-1';
    expect(all.filter(({ matchers }) => !matchers.some(isConfined))).toEqual([]);
  });

  test('gets no group of more rules than Mimir takes by default', () => {
    const sizes = groupsOf('eu-1', target).map(({ rules }) => rules.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  });

  test('gets the cluster as a label of every record and every alert, under the name that the environment gives it', () => {
    const rules = rulesOf(groupsOf('eu-1', target, 'site'));
    expect(rules.filter(({ labels }) => labels?.['site'] !== 'eu-1')).toEqual([]);
  });
});

test('Prometheus gets the rules as they are, whatever its cluster is called', () => {
  const environment = environmentOf({ cluster: { name: 'eu-1' }, slos: [OBJECTIVE] });
  for (const group of ruleGroups(environment)) expect(rulerGroup(group, environment)).toBe(group);
});

test('a Prometheus that has series of other environments, too, gets them confined, and refuses without a name to confine them to', () => {
  const environment = environmentOf({ cluster: { name: 'eu-1' }, rules: { shared: true }, slos: [OBJECTIVE] });
  const rules = ruleGroups(environment).flatMap((group) => rulerGroup(group, environment).rules);
  const all = rules.flatMap(({ expr }) => selectorsIn(parsePromql(expr)));
  const isOwn = ({ label, operator, value }: Matcher) => label === 'cluster' && operator === '=' && value === 'eu-1';
  expect(all.filter(({ matchers }) => !matchers.some(isOwn))).toEqual([]);
  expect(rules.filter(({ labels }) => labels?.['cluster'] !== 'eu-1')).toEqual([]);
  const central = { cluster: { name: 'eu-1' }, rules: { shared: true, target: 'mimir' } };
  expect(() => environmentOf(central)).toThrow(/^rules\.shared must not be set where rules\.target is mimir/);
  expect(() => environmentOf({ rules: { shared: true } })).toThrow(
    /^cluster\.name must be set where rules\.shared is true/,
  );
});

test.each([
  ['a VictoriaMetrics of one cluster without a name', 'victoriametrics'],
  ['Google, which confines them itself,', 'gke'],
])('%s gets the rules as they are', (_, target) => {
  const environment = environmentOf({ rules: { target } });
  for (const group of ruleGroups(environment)) expect(rulerGroup(group, environment)).toBe(group);
});

describe('rules of two clusters in one ruler record each cluster once and by itself', () => {
  const both = CLUSTERS.flatMap((cluster) => groupsOf(cluster, 'mimir'));
  // Records of objectives are those of other objectives here.
  const cases = [...specialCases, ...identityCases].filter(
    ({ inputs, record }) => !text(inputs).includes('cluster=') && !record.startsWith('application:arks_slo_'),
  );

  test.concurrent.each([...grouped(cases, ({ record }) => record)])('%s', async (record, ofRecord) => {
    expect(
      await playRecord(
        promtool,
        record,
        ofRecord.map(inBoth),
        groupsFor(both, (rule) => 'record' in rule && rule.record === record),
      ),
    ).toBe('');
  });
});

/** The case twice at the same time, and a third time in a cluster that no environment has: nothing is recorded of that. */
function inBoth(one: RecordCase): RecordCase {
  const moved = (series: string, cluster: string) => series.replace('{', `{cluster="${cluster}",`);
  return {
    ...one,
    inputs: [...CLUSTERS, 'elsewhere'].flatMap((cluster) =>
      one.inputs.map(([series, values]): Input => [moved(series, cluster), values]),
    ),
    samples: CLUSTERS.flatMap((cluster) =>
      one.samples.map(([labels, value]) => [moved(labels, cluster), value] as const),
    ),
  };
}

function text(inputs: readonly Input[]): string {
  return inputs.map(([series]) => series).join(' ');
}
