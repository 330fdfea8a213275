import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { dashboard, rule, told } from './trees.js';

const slow = (change: object = {}) => ({
  alert: 'ArksSlow',
  expr: 'x > 5',
  labels: { severity: 'warning' },
  ...change,
});
const ruleFile = (rules: readonly object[], group: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'monitoring' },
  data: {
    'eu-1-a.yaml': stringify({ namespace: 'eu-1-a', groups: [{ name: 'a', interval: '30s', rules, ...group }] }),
  },
});

test('rules that are given to a ruler in files are the same rules', () => {
  expect(told([rule('a', [slow()])], [ruleFile([slow()])])).toEqual([
    '!ConfigMap a renamed: was PrometheusRule monitoring/a, is ConfigMap monitoring/a',
  ]);
});

test('an alert in a rule file is told as an alert, and its group by its settings', () => {
  expect(told([ruleFile([slow()])], [ruleFile([slow({ expr: 'x > 7' })], { interval: '1m' })])).toEqual([
    'ArksSlow changed: threshold 5 → 7',
    'ConfigMap a changed: data["eu-1-a.yaml"].groups.a.interval: 30s → 1m',
  ]);
});

test('a dashboard that goes to an object of another kind keeps its uid, so that no link is broken', () => {
  const panels = [{ title: 'Load', type: 'stat' }];
  const operator = {
    apiVersion: 'grafana.integreatly.org/v1beta1',
    kind: 'GrafanaDashboard',
    metadata: { name: 'arks-runtime', namespace: 'monitoring' },
    spec: { json: JSON.stringify({ uid: 'arks-runtime', title: 'Serving', panels }) },
  };
  expect(told([dashboard('arks-runtime', panels)], [operator])).toEqual([
    '!GrafanaDashboard arks-runtime renamed: was ConfigMap monitoring/arks-runtime, is GrafanaDashboard monitoring/arks-runtime',
  ]);
});

test('of two alerts that watch the same, each goes to the one that says what it said, and none goes to two', () => {
  const before = [slow({ alert: 'A', for: '1m' }), slow({ alert: 'B', for: '2m' }), slow({ alert: 'C', for: '3m' })];
  const after = [slow({ alert: 'New B', for: '2m' }), slow({ alert: 'New A', for: '1m' })];
  expect(told([rule('a', before)], [rule('a', after)]).slice(0, 3)).toEqual([
    '!C removed: is gone',
    '!New A renamed: was A',
    '!New B renamed: was B',
  ]);
});

test('two records of one meaning are renamed to two, and not both to the first', () => {
  const before = ['a:x:y', 'b:x:y'].map((record) => ({ record, expr: 'sum(x)' }));
  const after = ['c:x:y', 'd:x:y'].map((record) => ({ record, expr: 'sum(x)' }));
  expect(told([rule('a', before)], [rule('a', after)])).toEqual([
    '!c:x:y renamed: was a:x:y',
    '!d:x:y renamed: was b:x:y',
  ]);
});

test('an object that goes to another namespace is the same, and what else differs is told', () => {
  const binding = (namespace: string, account: string) => ({
    kind: 'RoleBinding',
    metadata: { name: 'reader', namespace },
    roleRef: { kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'ksm', namespace: account }],
  });
  expect(told([binding('tenant-a', 'monitoring')], [binding('tenant-b', 'observability')])).toEqual([
    'RoleBinding reader added: is new; gives reader to observability/ksm in tenant-b',
    'RoleBinding reader removed: is gone; gives reader to monitoring/ksm in tenant-a',
  ]);
});
