import { Chart, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { ArksAlertmanager } from '../../src/constructs/alertmanager.js';
import { ArksObjectives } from '../../src/constructs/rules.js';
import { InvalidEnvironments } from '../../src/lib/problem.js';
import { ArksOwnObjectives, type ObjectiveSettings, objectiveRules } from '../../src/library/objectives.js';
import { rate, series, sumBy } from '../../src/library/promql.js';
import { record } from '../../src/library/rules.js';
import { environmentOf } from '../support/environment.js';

const CHECKS = { metric: 'acme_checks_total' } as const;
const checks: ObjectiveSettings = {
  name: 'checks',
  indicator: 'events',
  objectivePercent: 97,
  events: {
    bad: { ...CHECKS, matchers: [{ label: 'verdict', value: 'failed' }] },
    total: CHECKS,
    by: ['namespace', 'verdict'],
  },
};
const settings = {
  metrics: [{ name: 'acme_checks_total', type: 'counter', exporter: 'vllm', labels: { verdict: 3 } }],
};
const environment = environmentOf(settings);
const refunds = record({
  record: 'namespace:refunds:rate5m',
  title: 'Refunds',
  unit: 'count/s',
  description: 'Refunds that are booked.',
  labels: ['namespace'],
  expression: ({ window }) => sumBy(['namespace'], rate(series('refunds_total', ['namespace']), window)),
});
const refunded: ObjectiveSettings = {
  name: 'refunded',
  indicator: 'events',
  objectivePercent: 95,
  events: { bad: { record: refunds.record }, total: { record: 'application:arks_requests:rate5m' }, by: ['namespace'] },
};

function refusal(objective: ObjectiveSettings, of: Environment = environment): string {
  try {
    return JSON.stringify(objectiveRules(objective, { environment: of }).map(({ name }) => name));
  } catch (error) {
    if (!(error instanceof InvalidEnvironments)) throw error;
    return error.problems.map(({ message }) => message).join('\n');
  }
}

function written(of: Environment, objectives: readonly ObjectiveSettings[]): readonly unknown[] {
  const chart = new Chart(Testing.app(), 'test', { disableResourceNameHashes: true });
  new ArksOwnObjectives(chart, 'own', { environment: of, objectives });
  return Testing.synth(chart);
}

test('an objective of a program has the very object that one of the settings has', () => {
  const chart = new Chart(Testing.app(), 'test', { disableResourceNameHashes: true });
  new ArksObjectives(chart, 'objectives', { environment: environmentOf({ ...settings, slos: [checks] }) });
  expect(written(environment, [checks])).toEqual(Testing.synth(chart));
});

test('and its rules as data: what it counts, its budget, its alerts', () => {
  const groups = objectiveRules(checks, { environment });
  expect(groups.map(({ name }) => name)).toEqual([
    'arks-slo-checks-records',
    'arks-slo-checks-budget',
    'arks-slo-checks-alerts',
  ]);
  expect(groups.flatMap(({ rules }) => rules).filter((rule) => 'alert' in rule)).toHaveLength(4);
});

test('it may count what the program records itself', () => {
  expect(refusal(refunded)).toContain(
    'slos[0].events.bad.record must be a record of rules.extraRules or of this program',
  );
  const groups = objectiveRules(refunded, { environment, records: [refunds] });
  expect(JSON.stringify(groups)).toContain('sum by (cluster, namespace) (namespace:refunds:rate5m)');
  const byTenant = {
    ...refunded,
    events: { bad: { record: refunds.record }, total: { record: refunds.record }, by: ['user'] },
  };
  expect(() => objectiveRules(byTenant, { environment, records: [refunds] })).toThrow(
    'slos[0].events.by[0] must be a label of namespace:refunds:rate5m, got user',
  );
});

test('whatever synth refuses in settings is refused, all of it at once', () => {
  expect(refusal({ ...checks, objectivePercent: 99.9999, window: '7d', name: 'A' })).toMatch(
    /slos\[0\]\.name must be a DNS label[\s\S]*slos\[0\]\.objectivePercent must be at most 99\.999/,
  );
  expect(refusal({ ...checks, window: '30d' })).toContain(
    'slos[0].window must not be longer than samples are kept, 10d',
  );
  const tenants = environmentOf({ ...settings, tenants: { namespaces: ['tenant-a'] } });
  expect(refusal({ ...checks, selector: { namespace: 'tenant-b' } }, tenants)).toContain(
    'slos[0].selector.namespace must be one of tenants.namespaces, which are tenant-a',
  );
  expect(refusal({ name: 'a', indicator: 'firstToken', thresholdSeconds: 7, objectivePercent: 99 })).toContain(
    'slos[0].thresholdSeconds must be a boundary of every bucket grid',
  );
  expect(refusal({ ...checks, name: 'first-token' })).toBe(
    'slos[0].name must not be that of an objective of the environment, got "first-token"',
  );
});

test('a fast burn of it silences the slow ones of the same budget, by the labels that tell its budgets apart', () => {
  const told = environmentOf({
    ...settings,
    slos: [],
    alertmanager: {
      matcherStrategy: 'None',
      receivers: [{ name: 'team', webhook: { url: { name: 'a', key: 'b' } } }],
      routes: { critical: 'team', warning: 'team' },
    },
  });
  const configOf = (objectives: readonly ObjectiveSettings[]) => {
    const app = Testing.app();
    const chart = new Chart(app, 'test', { disableResourceNameHashes: true });
    new ArksAlertmanager(chart, 'alertmanager', { environment: told });
    const promises = new Chart(app, 'promises', { disableResourceNameHashes: true });
    new ArksOwnObjectives(promises, 'own', { environment: told, objectives });
    return JSON.stringify(Testing.synth(chart));
  };
  expect(configOf([])).not.toContain('long_window');
  expect(configOf([checks])).toContain('"slo","namespace","application","model","model_name","verdict"');
});
