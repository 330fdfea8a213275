import { expect, test } from 'vitest';
import { plainText } from '../../src/review/change.js';
import { reviewMarkdown } from '../../src/review/markdown.js';
import { review } from '../../src/review/review.js';
import { monitor, rule, treeOf } from './trees.js';

type Objects = readonly object[];
const changesOf = (before: Objects, after: Objects) =>
  review(treeOf({ 'eu-1': before }), treeOf({ 'eu-1': after })).flatMap(({ changes }) => changes);
/** What is said of one subject. */
const said = (subject: string, before: Objects, after: Objects) =>
  changesOf(before, after)
    .filter((change) => change.subject === subject)
    .flatMap(({ action, says, breaking }) => [
      ...says.map((words) => `${action}: ${plainText(words)}`),
      ...(breaking === undefined ? [] : [`breaking: ${plainText(breaking)}`]),
    ]);

const objective = (name: string, le: string, metric = 'vllm:time_to_first_token_seconds_bucket') =>
  rule('slo', [
    { record: 'slo:arks_objective:ratio', expr: 'vector(0.99)', labels: { slo: name } },
    { record: 'application:arks_slo_late:rate5m', expr: `rate(${metric}{le=~"${le}"}[5m])`, labels: { slo: name } },
    {
      record: 'slo:arks_error_budget_remaining:ratio',
      expr: `1 - slo:arks_error:ratio_rate7d{slo="${name}"} / 0.01`,
      labels: { slo: name },
    },
  ]);

test('the threshold of an objective keeps its decimals and has its unit', () => {
  expect(said('chat', [objective('chat', '2\\\\.5')], [objective('chat', '0\\\\.75')])).toEqual([
    'changed: threshold 2.5s → 0.75s',
  ]);
  expect(said('chat', [objective('chat', '0\\\\.25')], [objective('chat', '0\\\\.75')])).toEqual([
    'changed: threshold 0.25s → 0.75s',
  ]);
  expect(
    said('new', [objective('chat', '1|1\\\\.0')], [objective('chat', '1|1\\\\.0'), objective('new', '2\\\\.5')]),
  ).toEqual(['added: is new: 99% within 2.5s over 7d']);
  const envoy = 'envoy_http_downstream_rq_time_bucket';
  expect(said('chat', [objective('chat', '500', envoy)], [objective('chat', '1000', envoy)])).toEqual([
    'changed: threshold 500ms → 1000ms',
  ]);
});

test('a bound in both spellings is one bound, and another spelling is no change', () => {
  expect(said('chat', [objective('chat', '1|1\\\\.0')], [objective('chat', '1')])).toEqual([]);
});

test('an objective under another name is renamed, and one that promises something else is another', () => {
  expect(said('talk', [objective('chat', '1')], [objective('talk', '1')])).toEqual([
    'renamed: was chat; its budget begins anew under the new name',
    'breaking: queries, routes and silences that name chat match nothing any more',
  ]);
  expect(said('talk', [objective('chat', '1')], [objective('talk', '2')])).toEqual([
    'added: is new: 99% within 2s over 7d',
  ]);
  expect(said('chat', [objective('chat', '1')], [objective('talk', '2')])).toEqual([
    'removed: is gone',
    'breaking: its alerts and its budget are gone with it',
  ]);
});

const ofCluster = (cluster: string, limit: number, own = cluster) => [
  monitor({ endpoints: [{ relabelings: [{ targetLabel: 'cluster', replacement: own }] }] }),
  rule('a', [{ alert: 'ArksSlow', expr: `x{cluster="${cluster}"} and y > ${limit}`, labels: { cluster } }]),
];

test('clusters that differ in nothing but their names are told once, with a placeholder', () => {
  const added = (cluster: string) => ofCluster(cluster, 5).slice(0, 1);
  const reviewed = review(
    treeOf({ fra: added('fra-1'), ams: added('ams-1') }),
    treeOf({ fra: ofCluster('fra-1', 5), ams: ofCluster('ams-1', 5) }),
  );
  expect(reviewed.map(({ environments }) => environments)).toEqual([['ams', 'fra']]);
  expect(reviewMarkdown(reviewed)).toContain('x{cluster="<cluster>"}');
  expect(reviewMarkdown(reviewed)).not.toMatch(/fra-1|ams-1/);
});

test('a cluster that is told alone has its own name, and one that gets another name is no other environment', () => {
  const [before, after] = [ofCluster('fra-1', 5), ofCluster('fra-1', 5).slice(0, 1)];
  expect(reviewMarkdown(review(treeOf({ fra: after }), treeOf({ fra: before })))).toContain('x{cluster="fra-1"}');
  const reviewed = review(
    treeOf({ fra: ofCluster('fra-1', 5), ams: ofCluster('ams-1', 5) }),
    treeOf({ fra: ofCluster('fra-2', 5), ams: ofCluster('ams-2', 5) }),
  );
  expect(reviewed).toHaveLength(2);
  expect(reviewMarkdown(reviewed)).toContain('fra-2');
});

const watching = (...names: readonly string[]) => monitor({ namespaceSelector: { matchNames: names } });

test('a tenant who is not monitored any more is the headline, and one who is now stands beside him', () => {
  const changes = changesOf([watching('team-1', 'team-40')], [watching('team-1', 'team-41')]);
  expect(changes.slice(0, 2).map(({ section, action, subject }) => [section, action, subject])).toEqual([
    ['namespaces', 'removed', 'team-40'],
    ['namespaces', 'added', 'team-41'],
  ]);
  expect(said('ServiceMonitor arks-runtime', [watching('team-1', 'team-40')], [watching('team-1', 'team-41')])).toEqual(
    ['changed: selects no targets any more in team-40', 'changed: selects targets also in team-41'],
  );
  const text = reviewMarkdown(review(treeOf({ a: [watching('a', 'b')] }), treeOf({ a: [watching('a')] })));
  expect(text.split('\n').find((line) => line.startsWith('- '))).toBe(
    '- Namespaces: `b` removed: nothing in it is scraped: its panels are empty and its alerts silent, whatever happens there',
  );
});

test('a namespace that another monitor still watches is monitored, and an order says nothing', () => {
  const other = (...names: readonly string[]) => ({ ...watching(...names), kind: 'PodMonitor' });
  const sections = changesOf([watching('a', 'b'), other('b')], [watching('a'), other('b')]).map(
    ({ section }) => section,
  );
  expect(sections).toEqual(['scraping']);
  expect(changesOf([watching('a', 'b')], [watching('b', 'a')])).toMatchObject([]);
});

test('every namespace that becomes a few breaks those that are not listed', () => {
  const any = monitor({ namespaceSelector: { any: true } });
  expect(said('every other namespace', [any], [watching('a')])).toEqual([
    'changed: only these are monitored now: a',
    'breaking: nothing in it is scraped: its panels are empty and its alerts silent, whatever happens there',
  ]);
  expect(said('every other namespace', [watching('a')], [any])).toEqual([
    'changed: is monitored now, whoever makes it',
  ]);
});

test('what may be read in one namespace is not renamed into what may be read in another', () => {
  const binding = (namespace: string) => ({
    kind: 'RoleBinding',
    metadata: { name: `arks-${namespace}`, namespace },
    roleRef: { name: 'reader' },
    subjects: [{ name: 'server' }],
  });
  expect(changesOf([binding('a')], [binding('b')]).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'removed RoleBinding arks-a',
    'added RoleBinding arks-b',
  ]);
});

test('rules that go to another tenant of Mimir stay in the old one', () => {
  const of = (tenant: string) =>
    rule('a', [{ record: 'a:arks:b', expr: '1' }], { labels: { 'arks.ai/mimir-tenant': tenant } });
  expect(said('PrometheusRule a', [of('llm')], [of('llm2')])).toContainEqual(
    'breaking: the tenant llm of Mimir keeps its rules, and they go on firing, until what loads them, or somebody, deletes them there',
  );
});

test('labels are words, whatever is in them', () => {
  const of = (...labels: readonly object[]) => [
    rule(
      'a',
      labels.map((one) => ({ record: 'a:arks:b', expr: '1', labels: one })),
    ),
  ];
  expect(said('a:arks:b', of({ slo: 'x', team: 'y' }), of({ slo: 'x' }, {}))).toEqual([
    'changed: the rule with the labels slo=x, team=y is gone',
    'changed: a rule with the labels slo=x is new',
    'changed: a rule with the labels no labels is new',
    'changed: loses labels team',
    'breaking: queries that group or match by it find nothing: team',
  ]);
  const odd = '`</summary>@all <!-- [x](y) | `';
  const text = reviewMarkdown(review(treeOf({ a: of({ slo: odd }) }), treeOf({ a: of({ slo: 'x' }) })));
  expect(text).toContain(`the rule with the labels \`\` slo=${odd} \`\` is gone`);
});
