import { Chart, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { ArksAlerts } from '../../src/constructs/rules.js';
import { ArksOwnDashboard } from '../../src/library/dashboards.js';
import { ArksOwnObjectives, type ObjectiveSettings } from '../../src/library/objectives.js';
import { number, select, series } from '../../src/library/promql.js';
import { ArksOwnRules, type OwnAlert, record, recorded, signal } from '../../src/library/rules.js';
import { environmentOf } from '../support/environment.js';
import { withExtraRules } from '../support/extra-rules.js';

const names = { disableResourceNameHashes: true } as const;
const own = record({
  record: 'team:answers:count',
  title: 'Answers',
  unit: 'count',
  description: 'Answers.',
  labels: [],
  expression: () => number(42),
});
const queueLong: OwnAlert = {
  name: 'QueueLong',
  severity: 'warning',
  when: { signal: recorded('application:arks_requests_waiting:sum'), is: 'above', limit: 3 },
  for: '3m',
  summary: ({ value }) => `${value} wait`,
  description: 'Look at the replicas.',
  runbookUrl: 'https://wiki.example/queue',
};
const promise: ObjectiveSettings = {
  name: 'answers',
  indicator: 'events',
  objectivePercent: 99,
  events: {
    bad: { record: 'gateway:arks_requests:rate5m' },
    total: { record: 'gateway:arks_requests:rate5m' },
    by: [],
  },
};

test('groups that a program records in are watched by the alert of its environment, and no others', () => {
  const groupsAsked = () => {
    const rules = { target: 'mimir', mimir: { delivery: 'files' } };
    const environment = environmentOf({ cluster: { name: 'eu-1' }, slos: [], rules });
    const app = Testing.app();
    const chart = new Chart(app, 'eu-1', names);
    new ArksAlerts(chart, 'alerts', { environment });
    const beside = new Chart(app, 'beside', names);
    new ArksOwnRules(beside, 'own', { environment, name: 'team', records: [own], alerts: [queueLong] });
    new ArksOwnObjectives(beside, 'promises', { environment, objectives: [promise] });
    new ArksOwnRules(new Chart(app, 'us-1', names), 'other', {
      environment: environmentOf({}),
      name: 'other',
      records: [own],
    });
    const text = JSON.stringify(Testing.synth(chart));
    expect(JSON.stringify(Testing.synth(beside))).toContain('team-records');
    return [...text.matchAll(/cluster:arks_rules_evaluated:timestamp\{[^}]*rule_group=\W*([a-z-]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('arks-records-'));
  };
  expect(groupsAsked()).toEqual(['team-records', 'arks-slo-answers-records', 'arks-slo-answers-budget']);
});

test('the records of a program end by saying when they were evaluated, its alerts do not', () => {
  const chart = new Chart(Testing.app(), 'own', names);
  new ArksOwnRules(chart, 'own', { environment: environmentOf({}), name: 'team', records: [own], alerts: [queueLong] });
  const [{ spec }] = Testing.synth(chart);
  expect(spec.groups.map(({ rules }: { rules: readonly object[] }) => rules.length)).toEqual([2, 1]);
  expect(spec.groups[0].rules[1]).toEqual({
    record: 'cluster:arks_rules_evaluated:timestamp',
    expr: 'time()',
    labels: { rule_group: 'team-records' },
  });
});

test('a name that two constructs of an environment, or one and a file, have is refused with both places', () => {
  const rules = (...all: readonly object[]) => ({ groups: [{ name: 'queue-records', rules: all }] });
  const environment = withExtraRules({
    'queue.yaml': rules({ record: 'team:answers:count', expr: 'vector(1)' }),
    'arks-slo-answers.yaml': {
      groups: [{ name: 'mine', rules: [{ alert: 'QueueLong', expr: 'application:arks_requests_waiting:sum > 2' }] }],
    },
  });
  const app = Testing.app();
  const chart = new Chart(app, 'eu-1', names);
  const first = new ArksOwnRules(chart, 'first', { environment, name: 'queue', records: [own] });
  const second = new ArksOwnRules(new Chart(app, 'more', names), 'second', {
    environment,
    name: 'other',
    records: [own],
    alerts: [queueLong],
  });
  const one = new ArksOwnObjectives(chart, 'one', { environment, objectives: [promise] });
  const two = new ArksOwnObjectives(chart, 'two', { environment, objectives: [promise] });
  const said = ({ node }: { readonly node: { readonly validate: () => readonly string[] } }) =>
    node
      .validate()
      .filter((line) => line.includes('a name of its own'))
      .map((line) => line.replaceAll(/\/tmp\/\S+?\/(test|team)/g, '$1'));
  expect(said(first)).toEqual([
    'test.yaml: object queue of eu-1/first must have a name of its own, found also in team/queue.yaml:1:1',
    'test.yaml: group queue-records of eu-1/first must have a name of its own, found also in team/queue.yaml:2:11',
    'test.yaml: record team:answers:count of eu-1/first must have a name of its own, found also in team/queue.yaml:4:17',
  ]);
  expect(said(second)).toEqual([
    'test.yaml: record team:answers:count of more/second must have a name of its own, found also in eu-1/first',
    'test.yaml: alert QueueLong of more/second must have a name of its own, found also in team/arks-slo-answers.yaml:4:16',
    'test.yaml: record team:answers:count of more/second must have a name of its own, found also in team/queue.yaml:4:17',
  ]);
  const inFile = 'must have a name of its own, found also in team/arks-slo-answers.yaml:1:1';
  expect(said(one)).toEqual([`test.yaml: object arks-slo-answers of eu-1/one ${inFile}`]);
  expect(said(two)).toEqual([
    'test.yaml: object arks-slo-answers of eu-1/two must have a name of its own, found also in eu-1/one',
    `test.yaml: object arks-slo-answers of eu-1/two ${inFile}`,
  ]);
});

test('constructs of two clusters may have one name, and those of one chart may not, whatever environment each was given', () => {
  const app = Testing.app();
  const of = (chart: Chart, id: string) =>
    new ArksOwnRules(chart, id, { environment: environmentOf({}), name: id, records: [own] });
  const chart = new Chart(app, 'eu-1', names);
  of(chart, 'one');
  expect(of(chart, 'two').node.validate()).toEqual([
    expect.stringContaining(
      'record team:answers:count of eu-1/two must have a name of its own, found also in eu-1/one',
    ),
  ]);
  expect(of(new Chart(app, 'us-1', names), 'three').node.validate()).toEqual([]);
});

test('dashboards and rules of one’s own read what files and other constructs record, and what is declared, and nothing else', () => {
  const environment = withExtraRules(
    { 'a.yaml': { groups: [{ name: 'a', rules: [{ record: 'team:of_file:count', expr: 'vector(1)' }] }] } },
    { metrics: [{ name: 'acme_jobs', type: 'gauge', exporter: 'others' }] },
  );
  const chart = new Chart(Testing.app(), 'eu-1', names);
  new ArksOwnRules(chart, 'own', { environment, name: 'team', records: [own] });
  const told = { title: 'Read', unit: 'count', description: 'Read.', labels: ['team'] } as const;
  const reading = (name: string) => signal({ ...told, query: () => select(series(name, ['team'])) });
  const read = ['team:answers:count', 'team:of_file:count', 'acme_jobs', 'team:of_nobody:count'];
  const half = { kind: 'timeseries', width: 12, height: 8, noValue: 'nothing' } as const;
  const board = new ArksOwnDashboard(chart, 'board', {
    environment,
    dashboard: {
      uid: 'board',
      title: 'Board',
      description: 'What is read.',
      variables: ['cluster'],
      rows: [
        {
          title: 'Read',
          panels: read.map((name) => ({ ...half, title: name, queries: [{ of: reading(name), legend: name }] })),
        },
      ],
    },
  });
  const dead = (lines: readonly string[]) => lines.filter((line) => line.includes('no-dead-metric'));
  expect(dead(board.node.validate()).map((line) => read.filter((name) => line.endsWith(name)))).toEqual([
    ['team:of_nobody:count'],
  ]);
  const rules = new ArksOwnRules(chart, 'reading', {
    environment,
    name: 'reading',
    records: read.map((name, index) => ({
      ...own,
      record: `team:reading${index}:count`,
      expression: reading(name).query,
    })),
  });
  expect(rules.node.validate()).toEqual([expect.stringContaining('found team:of_nobody:count')]);
});
