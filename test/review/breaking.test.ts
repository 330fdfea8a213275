import { expect, test } from 'vitest';
import { plainText } from '../../src/review/change.js';
import { review } from '../../src/review/review.js';
import { dashboard, monitor, rule, treeOf } from './trees.js';

/** What breaks somebody, by what it is about. */
const broken = (before: readonly object[], after: readonly object[]) =>
  review(treeOf({ 'eu-1': before }), treeOf({ 'eu-1': after })).flatMap(({ changes }) =>
    changes.flatMap(({ section, subject, breaking }) =>
      breaking === undefined ? [] : [`${section} ${subject}: ${plainText(breaking)}`],
    ),
  );

test('a label that a rule sets is lost also where an exporter decides about the others', () => {
  const down = (labels: object) => rule('a', [{ alert: 'ArksDown', expr: 'up == 0', labels }]);
  expect(broken([down({ team: 'llm', severity: 'critical' })], [down({ severity: 'critical' })])).toEqual([
    'alerts ArksDown: routes and silences may match by team',
  ]);
  expect(broken([down({ team: 'llm' })], [down({ team: 'search' })])).toEqual([]);
});

test('a record that is grouped by one label more is other series, and one whose rule sets a label is not', () => {
  const record = (expr: string, more: object = {}) => rule('a', [{ record: 'a:b:c', expr, ...more }]);
  expect(broken([record('sum by (application) (b)')], [record('sum by (application, team) (b)')])).toEqual([
    'records a:b:c: queries that match by all labels find other series, apart by: team',
  ]);
  expect(broken([record('sum by (application) (b)')], [record('sum by (team) (b)')])).toEqual([
    'records a:b:c: queries that group or match by it find nothing: application; queries that match by all labels find other series, apart by: team',
  ]);
  const own = { labels: { cluster: 'eu-1' } };
  expect(broken([record('sum by (application) (b)')], [record('sum by (application) (b)', own)])).toEqual([]);
});

test('a monitor that is gone, a metric that is kept no longer and a label that is set no longer leave somebody without', () => {
  const kept = (regex: string, labels: readonly string[]) =>
    monitor({
      endpoints: [
        {
          relabelings: labels.map((targetLabel) => ({ targetLabel, replacement: 'x' })),
          metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex }],
        },
      ],
    });
  expect(broken([kept('a|b', ['role'])], [])).toEqual([
    'scraping ServiceMonitor arks-runtime: nothing of these targets is scraped by it any more',
  ]);
  expect(broken([kept('a|b', ['role'])], [kept('b|c', ['role'])])).toEqual([
    'scraping ServiceMonitor arks-runtime: whoever reads it gets nothing: a',
  ]);
  expect(broken([kept('a', ['role', '__address__'])], [kept('a', [])])).toEqual([
    'scraping ServiceMonitor arks-runtime: its series may lose labels, by which queries group or match: role',
  ]);
});

test('a label by which an object is found is missed, and one that comes is not', () => {
  const labelled = (labels: object) => rule('a', [{ alert: 'ArksDown', expr: 'up == 0' }], { labels });
  expect(broken([labelled({ release: 'prometheus' })], [labelled({ release: 'other' })])).toEqual([
    'objects PrometheusRule a: who selects it by this label finds it no more: release=prometheus',
  ]);
  expect(broken([labelled({})], [labelled({ release: 'prometheus' })])).toEqual([]);
  const of = (labels: object) => ({
    ...monitor({}),
    metadata: { name: 'arks-runtime', namespace: 'monitoring', labels },
  });
  expect(broken([of({ 'example.com/by': 'x' })], [of({})])).toEqual([
    'scraping ServiceMonitor arks-runtime: who selects it by this label finds it no more: example.com/by=x',
  ]);
});

test('a variable that a dashboard loses leaves the links that set it without effect', () => {
  const board = (...names: readonly string[]) =>
    dashboard('arks-runtime', [], { templating: { list: names.map((name) => ({ name, type: 'query' })) } });
  expect(broken([board('cluster', 'application')], [board('cluster')])).toEqual([
    'dashboards arks-runtime: links and bookmarks that set it choose nothing: application',
  ]);
  expect(broken([board('cluster')], [board('application', 'cluster')])).toEqual([]);
});

test('what Kubernetes refuses to change is told, since the sync stops there', () => {
  const binding = (role: string) => ({ kind: 'RoleBinding', metadata: { name: 'a' }, roleRef: { name: role } });
  expect(broken([binding('reader')], [binding('writer')])).toEqual([
    'permissions RoleBinding a: Kubernetes refuses to change roleRef.name of an object that is there; it must be deleted before',
  ]);
  const deployment = (app: string, replicas: number) => ({
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { replicas, selector: { matchLabels: { app } } },
  });
  expect(broken([deployment('x', 1)], [deployment('y', 1)])).toEqual([
    'objects Deployment a: Kubernetes refuses to change spec.selector.matchLabels.app of an object that is there; it must be deleted before',
  ]);
  expect(broken([deployment('x', 1)], [deployment('x', 2)])).toEqual([]);
});

test('secrets and credentials are permissions, those of a scrape as well', () => {
  const sections = (before: readonly object[], after: readonly object[]) =>
    review(treeOf({ a: before }), treeOf({ a: after })).flatMap(({ changes }) => changes.map(({ section }) => section));
  const scraped = (name: string) => monitor({ endpoints: [{ authorization: { credentials: { name } } }] });
  expect(sections([scraped('own')], [scraped('theirs')])).toEqual(['permissions']);
  expect(sections([], [{ kind: 'Secret', metadata: { name: 'a' } }])).toEqual(['permissions']);
});
