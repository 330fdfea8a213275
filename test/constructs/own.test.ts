import { Chart, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { ArksAlertmanager } from '../../src/constructs/alertmanager.js';
import { LIMIT } from '../../src/dashboards/look.js';
import { ArksOwnDashboard, lintDashboard, type OwnDashboard, type OwnPanel } from '../../src/library/dashboards.js';
import { number } from '../../src/library/promql.js';
import { ArksOwnRules, record, recorded } from '../../src/library/rules.js';
import { environmentOf } from '../support/environment.js';

const there = environmentOf({ cluster: { name: 'eu-7' }, rules: { target: 'mimir' } });
const waiting = recorded('application:arks_requests_waiting:sum');
const panel: OwnPanel = {
  kind: 'timeseries',
  title: 'Waiting requests',
  width: 24,
  height: 7,
  noValue: 'no replica',
  queries: [{ of: waiting, legend: '{{namespace}}', by: { reduce: 'sum', labels: ['namespace'] } }],
};
const dashboard: OwnDashboard = {
  uid: 'chargeback',
  title: 'Chargeback',
  description: 'Who waits.',
  variables: ['cluster', 'namespace'],
  rows: [{ title: 'Queue', panels: [panel] }],
};
const problems = (own: Partial<OwnDashboard>, ...series: readonly string[]) => {
  const made = new ArksOwnDashboard(Testing.chart(), 'own', {
    environment: there,
    dashboard: { ...dashboard, ...own },
    series,
  });
  return made.node.validate();
};

test('a dashboard of one’s own is delivered as ours are, with panels of signals', () => {
  const chart = new Chart(Testing.app(), 'own', { disableResourceNameHashes: true });
  const own = new ArksOwnDashboard(chart, 'own', { environment: there, dashboard });
  expect(own.node.validate()).toEqual([]);
  const [object] = Testing.synth(chart);
  expect(object).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'chargeback', namespace: 'monitoring' } });
  const json = JSON.parse(object.data['chargeback.json']);
  expect(json.panels[1]).toMatchObject({
    title: 'Waiting requests',
    fieldConfig: { defaults: { noValue: 'no replica' } },
  });
  expect(json.panels[1].description).toContain(waiting.description);
  expect(lintDashboard(json, { environment: there })).toEqual([]);
});

test('one that takes a name of ours, asks what nobody has, or says nothing without data is refused', () => {
  expect(problems({ uid: 'arks-slo' })[0]).toContain('uid must be a DNS label, and none of ours, got "arks-slo"');
  const silent = problems({ rows: [{ title: 'Queue', panels: [{ ...panel, noValue: '' }] }] });
  expect(silent.join('\n')).toMatch(/no-?value|without data/i);
  const queries = [
    { of: record({ ...waiting, record: 'team:own:sum', labels: [], expression: () => number(1) }), legend: 'own' },
  ] as const;
  const asking = { rows: [{ title: 'Queue', panels: [{ ...panel, queries }] }] };
  expect(problems(asking).join('\n')).toContain('no-dead-metric');
  expect(problems(asking, 'team:own:sum')).toEqual([]);
});

test('panels that leave a hole are refused at once', () => {
  expect(() => problems({ rows: [{ title: 'Queue', panels: [{ ...panel, width: 7 }] }] })).toThrow('must be 24 wide');
});

test('the limit of an alert of one’s own is drawn where its signal is shown as it is, with its runbook, and refused elsewhere', () => {
  const alert = {
    name: 'QueueLong',
    severity: 'warning',
    when: { signal: waiting, is: 'below', limit: 11 },
    for: '3m',
    summary: ({ value }: { readonly value: string }) => `${value} wait`,
    description: 'Look at the replicas.',
    runbookUrl: 'https://wiki.example/queue',
  } as const;
  const judged: OwnPanel = { ...panel, queries: [{ of: waiting, legend: '{{namespace}}' }], alert };
  const drawn = (own: OwnPanel) => {
    const chart = new Chart(Testing.app(), 'own', { disableResourceNameHashes: true });
    new ArksOwnDashboard(chart, 'own', {
      environment: there,
      dashboard: { ...dashboard, rows: [{ title: 'Queue', panels: [own] }] },
    });
    const [object] = Testing.synth(chart);
    return JSON.parse(object.data['chargeback.json']).panels[1].fieldConfig.defaults;
  };
  expect(drawn(judged)).toMatchObject({
    thresholds: { steps: [{ value: null }, { value: 11, color: LIMIT }] },
    custom: { thresholdsStyle: { mode: 'dashed' } },
    links: [{ title: 'Runbook of QueueLong', url: 'https://wiki.example/queue' }],
  });
  expect(drawn(panel).thresholds.steps).toHaveLength(1);
  expect(() => drawn({ ...panel, alert })).toThrow('must show what QueueLong judges, neither added up nor averaged');
});

test('rules of one’s own go to the ruler of the environment, about its cluster alone, and synth refuses what is wrong', () => {
  const chart = new Chart(Testing.app(), 'own', { disableResourceNameHashes: true });
  const alert = {
    name: 'QueueLong',
    severity: 'critical',
    when: { signal: waiting, is: 'at least', limit: 11 },
    for: '3m',
    summary: ({ value }: { readonly value: string }) => `${value} wait`,
    description: 'Look at the replicas.',
    runbookUrl: 'https://wiki.example/queue',
  } as const;
  const own = new ArksOwnRules(chart, 'own', { environment: there, name: 'queue', alerts: [alert] });
  expect(own.node.validate()).toEqual([]);
  const [object] = Testing.synth(chart);
  expect(JSON.stringify(object)).toContain('application:arks_requests_waiting:sum{cluster=\\"eu-7\\"} >= 11');
  const nameless = new ArksOwnRules(chart, 'wrong', { environment: there, name: 'arks-queue', alerts: [alert] });
  expect(nameless.node.validate()[0]).toContain('name must be a DNS label that does not begin with arks-');
});

test('alerts of one’s own take the routes of ours in whichever form Alertmanager is told, those of another environment not', () => {
  for (const delivery of ['alertmanagerConfig', 'configMap'] as const) {
    const environment = environmentOf({
      alertmanager: {
        delivery,
        matcherStrategy: 'None',
        receivers: [{ name: 'team', webhook: { url: { name: 'a', key: 'b' } } }],
        routes: { critical: 'team', warning: 'team' },
      },
    });
    const app = Testing.app();
    const chart = new Chart(app, 'own', { disableResourceNameHashes: true });
    new ArksAlertmanager(chart, 'alertmanager', { environment });
    const alertNamed = (name: string) =>
      ({
        name,
        severity: 'critical',
        when: { signal: waiting, is: 'at least', limit: 11 },
        for: '3m',
        summary: ({ value }: { readonly value: string }) => `${value} wait`,
        description: 'Look at the replicas.',
        runbookUrl: 'https://wiki.example/queue',
      }) as const;
    const rules = new Chart(app, 'rules', { disableResourceNameHashes: true });
    new ArksOwnRules(rules, 'own', { environment, name: 'queue', alerts: [alertNamed('QueueLong')] });
    new ArksOwnRules(rules, 'other', { environment: there, name: 'other', alerts: [alertNamed('OtherLong')] });
    const text = JSON.stringify(Testing.synth(chart));
    expect(text).toContain('Arks.+|QueueLong');
    expect(text).not.toContain('OtherLong');
  }
});
