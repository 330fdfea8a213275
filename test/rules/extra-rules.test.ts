import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { describe, expect, inject, test } from 'vitest';
import { ruleTestFiles, runRuleTest } from '../../src/cli/rule-tests.js';
import { rulesTested } from '../../src/cli/rules-tested.js';
import type { Environment } from '../../src/config/environment.js';
import { ArksAlertmanager } from '../../src/constructs/alertmanager.js';
import { manifestsBelow } from '../../src/constructs/manifests.js';
import { ArksExtraRules } from '../../src/constructs/rules.js';
import { resultLabels } from '../../src/documented/result-labels.js';
import { loadFolder, readEnvironment } from '../../src/files/load.js';
import { type Plan, planOf } from '../../src/plan/plan.js';
import { review } from '../../src/review/review.js';
import { ruleChecks } from '../../src/rules/extra/checks.js';
import { knownSeries } from '../../src/rules/extra/known-series.js';
import { extraRuleProblems } from '../../src/rules/extra/problems.js';
import { extraRules } from '../../src/rules/extra/read.js';
import { knownNames } from '../../src/rules/known-names.js';
import { treeOf } from '../review/trees.js';
import { PROJECT } from '../support/commands.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { withExtraRules } from '../support/extra-rules.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ALERT = {
  alert: 'TeamRequestsMany',
  expr: 'sum by (namespace) (application:arks_requests:rate5m) > 7',
  for: '3m',
  labels: { severity: 'warning', squad: 'a' },
  annotations: {
    summary: 'Many requests of {{ $labels.namespace }}: {{ $value | humanize }}',
    runbook_url: 'https://runbooks.example.com/many',
  },
};
const RECORD = {
  record: 'namespace:team_requests:rate5m',
  expr: 'sum by (namespace) (application:arks_requests:rate5m)',
};
const file = (...rules: readonly object[]) => ({ groups: [{ name: 'team', rules }] });

/** What is recorded where no setting says anything of it. */
const USUAL = planOf(environmentOf({}));

/** The objects of rules that ride along, by kind and name. */
function objectsOf(environment: Environment): ReadonlyMap<string, unknown> {
  const chart = new Chart(new App(), 'test', { disableResourceNameHashes: true });
  new ArksExtraRules(chart, 'extra-rules', { environment });
  return new Map(manifestsBelow(chart).map(({ title, object }) => [title, object]));
}

function alertmanagerOf(environment: Environment): unknown {
  const chart = new Chart(new App(), 'test', { disableResourceNameHashes: true });
  new ArksAlertmanager(chart, 'alertmanager', { environment });
  return chart.toJson();
}

/** What is wrong with rules beside an environment's, without the places of temporary folders. */
function said(environment: Environment, plan: Pick<Plan, 'scraped' | 'recordedNames'> = USUAL): readonly string[] {
  return extraRuleProblems(environment, plan, extraRules(environment)).map(
    ({ file: named, line, column, message }) =>
      `${named.replace(`${dirname(environment.file)}/`, '')}:${line}:${column}: ${message}`,
  );
}

const saidOf = (rule: object, settings: object = {}) =>
  said(withExtraRules({ 'a.yaml': file(rule) }, settings)).join('\n');

describe('rules of a folder', () => {
  test('are an object a file, with the labels that every alert gets, and templates as they are', () => {
    const environment = withExtraRules(
      { 'requests.yaml': file(RECORD, ALERT) },
      { alerts: { labels: { team: 'llm' } } },
    );
    expect(said(environment)).toEqual([]);
    expect(objectsOf(environment).get('PrometheusRule requests')).toMatchObject({
      metadata: { labels: { release: 'prometheus' } },
      spec: {
        groups: [
          {
            name: 'team',
            interval: '30s',
            rules: [
              RECORD,
              { ...ALERT, labels: { team: 'llm', severity: 'warning', squad: 'a' } },
              { record: 'cluster:arks_rules_evaluated:timestamp', expr: 'time()', labels: { rule_group: 'team' } },
            ],
          },
        ],
      },
    });
  });

  test('may be a PrometheusRule, which gives the same', () => {
    const object = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'x' },
      spec: file(RECORD),
    };
    const specOf = (content: object) =>
      planOf(withExtraRules({ 'a.yaml': content })).extraRules.files.map(({ groups }) =>
        groups.map(({ rules }) => rules.map(({ rule }) => rule)),
      );
    expect(specOf(object)).toEqual(specOf(file(RECORD)));
    expect(said(withExtraRules({ 'a.yaml': object }))).toEqual([]);
  });

  test('are confined to the cluster where the ruler has series of others', () => {
    const environment = withExtraRules(
      { 'a.yaml': file(RECORD, ALERT) },
      { cluster: { name: 'eu-1' }, rules: { target: 'mimir', mimir: { delivery: 'files' } } },
    );
    const text = JSON.stringify(objectsOf(environment).get('ConfigMap a'));
    expect(text).toContain('application:arks_requests:rate5m{cluster=\\"eu-1\\"}');
    expect(text).toContain('cluster: eu-1');
  });

  test('are routed with ours where this program configures Alertmanager', () => {
    const alertmanager = {
      matcherStrategy: 'None',
      receivers: [{ name: 'team', webhook: { url: { name: 'a', key: 'b' } } }],
      routes: { critical: 'team', warning: 'team' },
    };
    const object = alertmanagerOf(withExtraRules({ 'a.yaml': file(ALERT) }, { alertmanager }));
    expect(JSON.stringify(object)).toContain('Arks.+|TeamRequestsMany');
  });

  test('may read records of each other, whichever file is first, and metrics that are declared', () => {
    const reader = { ...ALERT, expr: 'namespace:team_requests:rate5m > 7' };
    const metrics = [{ name: 'acme_total', type: 'counter', exporter: 'vllm', labels: { reason: 3 } }];
    const own = { record: 'namespace:acme:rate5m', expr: 'sum by (namespace, reason) (rate(acme_total[5m]))' };
    const environment = withExtraRules(
      { 'a.yaml': file(reader), 'b.yaml': { groups: [{ name: 'b', rules: [RECORD, own] }] } },
      { metrics },
    );
    expect(said(environment, planOf(environment))).toEqual([]);
    expect(said(environment)).toHaveLength(1);
  });
});

describe('a rule is refused', () => {
  test.each([
    [
      'reads what there is not',
      { ...RECORD, expr: 'sum(application:arks_request:rate5m)' },
      {},
      'known-series: namespace:team_requests:rate5m: expr must read series that there are, found application:arks_request:rate5m, did you mean application:arks_requests:rate5m?',
    ],
    [
      'reads what no monitor keeps',
      { ...RECORD, expr: 'sum(vllm:iteration_tokens_total_sum)' },
      {},
      'which no monitor of this environment keeps: name its metric in scrape.keep',
    ],
    [
      'is matched by a label that there is not',
      { ...RECORD, expr: 'sum(application:arks_requests:rate5m{applicaton="a"})' },
      {},
      'known-labels: namespace:team_requests:rate5m: expr must name labels that series have: application:arks_requests:rate5m is matched by applicaton',
    ],
    [
      'groups by a label that there is not',
      { ...RECORD, expr: 'sum by (pod) (application:arks_requests:rate5m)' },
      {},
      'sum groups by pod, which its series do not have',
    ],
    [
      'is matched on a label that one side lost',
      {
        ...RECORD,
        expr: 'application:arks_requests:rate5m / on (pod) sum by (namespace) (application:arks_requests:rate5m)',
      },
      {},
      '/ is matched on pod',
    ],
    [
      'names a label in its text that it does not have',
      { ...ALERT, annotations: { ...ALERT.annotations, summary: '{{ $labels.pod }}' } },
      {},
      'known-labels-in-text: TeamRequestsMany: annotations.summary must name labels that the alert has, found pod',
    ],
    [
      'has the name of an alert of ours',
      { ...ALERT, alert: 'ArksGatewayDown' },
      {},
      'alert must not be an alert of ours, found ArksGatewayDown',
    ],
    [
      'records under a name of ours',
      { ...RECORD, record: 'application:arks_new:rate5m' },
      {},
      'record must not be a record of ours or a metric',
    ],
    [
      'records under the name of a metric',
      { ...RECORD, record: 'vllm:num_requests_running' },
      {},
      'record must not be a record of ours or a metric',
    ],
    [
      'says a severity that nobody routes',
      { ...ALERT, labels: { severity: 'page' } },
      {},
      'alert-severity: TeamRequestsMany: labels.severity must be one of critical, warning, found "page"',
    ],
    ['has no severity', { ...ALERT, labels: {} }, {}, 'labels.severity must be one of critical, warning, found none'],
    [
      'has no runbook',
      { ...ALERT, annotations: { summary: 'x' } },
      {},
      'alert-runbook: TeamRequestsMany: annotations.runbook_url must be an http or https URL',
    ],
    [
      'has no summary',
      { ...ALERT, annotations: { runbook_url: 'https://a.example/b' } },
      {},
      'alert-summary: TeamRequestsMany: annotations.summary must say',
    ],
    [
      'says the cluster itself',
      { ...ALERT, labels: { severity: 'warning', cluster: 'x' } },
      {},
      'labels.cluster must not be there',
    ],
    [
      'is no PromQL',
      { ...RECORD, expr: 'sum by (' },
      {},
      'groups[0].rules[0].expr must be PromQL, but is not PromQL at',
    ],
    [
      'waits for no duration',
      { ...ALERT, for: 'soon' },
      {},
      'groups[0].rules[0].for must be a duration such as 30s or 1m30s, got "soon"',
    ],
    [
      'has a field that is not carried',
      { ...ALERT, foo: 1 },
      {},
      'groups[0].rules[0].foo is not a field that is carried here',
    ],
    [
      'has a label that PromQL does not take',
      { ...ALERT, labels: { 'a-b': 'x', severity: 'warning' } },
      {},
      'must be a Prometheus label name',
    ],
    [
      'shows a user',
      { ...ALERT, annotations: { ...ALERT.annotations, description: 'see https://me:pass@a.example' } },
      {},
      'annotations.description must not show a user or a password, found see https://***@a.example',
    ],
  ])('that %s', (_, rule, settings, words) => {
    expect(saidOf(rule, settings)).toContain(words);
  });

  test('everything at once, each with its line and column', () => {
    const environment = withExtraRules({
      'a.yaml':
        'groups:\n  - name: arks-mine\n    rules:\n      - record: b\n        expr: absent_metric\n      - alert: A\n        expr: 1 +\n',
      'b.yml': file(...Array.from({ length: 20 }, (__, index) => ({ ...RECORD, record: `team:r${index}` }))),
      'Upper.yaml': 'groups: 7\n',
      'constructor.yaml': file({ ...RECORD, record: 'team:c', labels: { a: '{{ $value }}' } }),
      '0o17.yaml': { groups: [{ name: 'n', rules: [{ ...RECORD, record: 'team:n' }] }] },
    });
    const all = said(environment);
    for (const line of [
      'team/Upper.yaml:1:1: the file name must be a DNS label',
      'team/Upper.yaml:1:9: groups must be a list of groups, got 7',
      'team/constructor.yaml:1:1: the file name must not be constructor',
      'team/0o17.yaml:1:1: the file name must not look like a number',
      'team/a.yaml:2:11: the name of a group must not begin with arks-',
      'team/a.yaml:5:15: known-series: b: expr must read series that there are, found absent_metric',
      'team/a.yaml:7:15: groups[0].rules[1].expr must be PromQL',
      'team/b.yml:2:11: group-size: a group must have at most 19 rules beside the one that records its evaluation, found 20 in "team"',
    ]) {
      expect(
        all.filter((one) => one.startsWith(line)),
        line,
      ).toHaveLength(1);
    }
  });

  test('of a rule and a group whose fields or durations are wrong, all else that is wrong with them as well', () => {
    const wrong = { ...ALERT, for: '5 minutes', color: 'red', labels: { severity: 'page' }, expr: 'team_requests > 7' };
    const all = said(
      withExtraRules({
        'a.yaml': { groups: [{ name: 'arks-mine', limit: 5, interval: 'often', rules: [wrong] }] },
      }),
    ).join('\n');
    for (const words of [
      'groups[0].limit is not a field that is carried here',
      'groups[0].interval must be a duration',
      'the name of a group must not begin with arks-',
      'groups[0].rules[0].for must be a duration',
      'groups[0].rules[0].color is not a field that is carried here',
      'known-series: TeamRequestsMany',
      'alert-severity: TeamRequestsMany',
    ])
      expect(all).toContain(words);
  });

  test('but not where the environment says why its file may be so', () => {
    const exempt = { 'a.yaml': { 'alert-runbook': 'a draft', 'alert-sevrity': 'x' }, 'b.yaml': {} };
    const { runbook_url: _, ...annotations } = ALERT.annotations;
    const all = said(withExtraRules({ 'a.yaml': file({ ...ALERT, annotations }) }, {}, { exempt }));
    expect(all).toEqual([
      expect.stringContaining(
        'rules.extraRules.exempt["a.yaml"] must name rules, got "alert-sevrity"; did you mean alert-severity?',
      ),
      expect.stringContaining(
        'rules.extraRules.exempt must name files of the folder, got "b.yaml"; did you mean a.yaml?',
      ),
    ]);
  });

  test('and so is a folder that is missing or has none', () => {
    expect(said(withExtraRules({}))[0]).toContain(
      'rules.extraRules.folder must be a folder of .yaml files of rules, got "team", which has none',
    );
    expect(said(withExtraRules({}, {}, { folder: 'none' }))[0]).toContain('got "none": ENOENT');
  });
});

describe('our own rules', () => {
  test('pass every check, so that these find what is wrong and nothing else', () => {
    const environment = environmentOf({
      ...EVERY_RUNTIME,
      cluster: { name: 'eu-1' },
      // Otherwise they lead to dashboards, with variables: what others write has an address that nothing follows.
      alerts: { runbookUrl: 'https://runbooks.example.com' },
      slos: [
        { name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99 },
        { name: 'fast', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99 },
      ],
    });
    const { scraped, recordedNames, recorded, promised, alerted } = planOf(environment);
    const known = knownSeries({ environment, scraped, recordedNames }, { files: [] });
    const groups = [...recorded, ...promised.flatMap((one) => one.groups), ...alerted.map(({ group }) => group)];
    const found = groups
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => ruleChecks.flatMap(({ findings }) => findings(rule, { known, alerts: environment.alerts })))
      .map(({ words }) => words);
    // vLLM v0 had no data-parallel engines to tell apart; the query is that of any gauge.
    expect(found).toEqual(['must name labels that series have: max groups by engine, which its series do not have']);
  });
});

describe('a folder of rules', () => {
  test('may lie beside the environments, where any other folder of YAML is refused', () => {
    const settings = 'rules: { extraRules: { folder: team } }\n';
    const folder = temporaryFolder({ 'eu.yaml': settings, 'team/a.yaml': 'groups: []\n', 'other/a.yaml': '{}\n' });
    expect(loadFolder(folder, knownNames).problems).toEqual([
      expect.objectContaining({ file: join(folder, 'other/a.yaml') }),
    ]);
  });

  test('is told by the review as ours are, and is none of the contract', () => {
    const environment = withExtraRules({ 'a.yaml': file(RECORD, ALERT) });
    const object = objectsOf(environment).get('PrometheusRule a');
    const [one] = review(treeOf({ test: [] }), treeOf({ test: [Object(object)] }));
    expect(JSON.stringify(one)).toContain('TeamRequestsMany');
    expect(USUAL.recordedNames.has(RECORD.record)).toBe(false);
  });
});

describe('examples/own-rules', () => {
  const path = join(PROJECT, 'examples/own-rules.yaml');
  const read = readEnvironment(path, readFileSync(path, 'utf8'), knownNames);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { environment } = read;

  test('has nothing wrong, and its unit test holds, from series of engines through our records to its alert', async () => {
    expect(said(environment, planOf(environment))).toEqual([]);
    const files = ruleTestFiles(environment);
    expect(files).toEqual([join(PROJECT, 'examples/own-rules/guard.test.yaml')]);
    for (const one of files)
      expect(await runRuleTest(inject('prometheus').promtool, environment, one)).toMatchObject({ ok: true });
  });

  test('fails its unit test where a rule is another', async () => {
    const [one = ''] = ruleTestFiles(environment);
    const guard = readFileSync(join(PROJECT, 'examples/own-rules/guard.yaml'), 'utf8');
    const changed = withExtraRules(
      { 'guard.yaml': guard.replace('> 0.2', '> 0.7'), 'guard.test.yaml': readFileSync(one, 'utf8') },
      { runtimes: ['vllm'], metrics: environment.metrics },
    );
    const [test = ''] = ruleTestFiles(changed);
    const { ok, output } = await runRuleTest(inject('prometheus').promtool, changed, test);
    expect([ok, output]).toEqual([false, expect.stringContaining('GuardBlocksMuch')]);
  });
});

test('groups beside ours are watched where they record, over twice their interval at least, and told once nothing evaluates them', async () => {
  const environment = withExtraRules({
    'a.yaml': {
      groups: [
        { name: 'team', rules: [RECORD] },
        { name: 'team-hourly', interval: '1h', rules: [{ ...RECORD, record: 'namespace:team_hourly:rate5m' }] },
        { name: 'team-alerts', rules: [ALERT] },
      ],
    },
    'stopped.test.yaml': staleTest([], ['team', 'team-hourly']),
    'evaluated.test.yaml': staleTest(['a.yaml'], []),
    'wrong.test.yaml': staleTest([], ['team']),
  });
  const stale = planOf(environment).alerted.flatMap(({ group }) =>
    group.rules.filter(({ alert }) => alert === 'ArksRulesStale'),
  );
  const [{ expr } = { expr: '' }] = stale;
  expect(expr).toContain('or absent(cluster:arks_rules_evaluated:timestamp{rule_group="team"})');
  expect(expr).toContain(
    'or absent_over_time(cluster:arks_rules_evaluated:timestamp{rule_group="team-hourly"}[7200s])',
  );
  expect(expr).not.toContain('team-alerts');
  expect(expr.match(/rule_group=/g)).toHaveLength(USUAL.watched.recordingGroups.length + 2);
  expect([...resultLabels(expr, () => ['*'])]).toContain('rule_group');

  const { promtool } = inject('prometheus');
  const told = await Promise.all(ruleTestFiles(environment).map((one) => runRuleTest(promtool, environment, one)));
  expect(told.map(({ file: named, ok }) => [basename(named), ok])).toEqual([
    ['evaluated.test.yaml', true],
    ['stopped.test.yaml', true],
    ['wrong.test.yaml', false],
  ]);
});

/** A unit test that these groups, and no others, are told after 12 minutes in which these files are evaluated. */
function staleTest(files: readonly string[], groups: readonly string[]): object {
  return {
    rule_files: files,
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [],
        alert_rule_test: [
          {
            eval_time: '12m',
            alertname: 'ArksRulesStale',
            exp_alerts: groups.map((rule_group) => ({
              exp_labels: { rule_group, severity: 'warning', namespace: 'monitoring' },
            })),
          },
        ],
      },
    ],
  };
}

describe('a unit test', () => {
  const groups = planOf(environmentOf({})).promised.flatMap((one) => one.groups);
  const asking = (alert: object) => {
    const tests = { tests: [{ alert_rule_test: [{ alertname: 'ArksSloBudgetBurn', exp_alerts: [alert] }] }] };
    return rulesTested(groups, { tests, text: JSON.stringify(tests) }).flatMap(({ rules }) => rules);
  };

  test('that names an alert of ours gets it with all that it is made of, its texts where they are expected', () => {
    const plain = asking({ exp_labels: { slo: 'first-token' } });
    expect(plain.some((rule) => 'record' in rule && rule.record === 'slo:arks_total:rate5m')).toBe(true);
    expect(plain.some((rule) => 'record' in rule && rule.record === 'cluster:arks_rules_evaluated:timestamp')).toBe(
      false,
    );
    const summaries = (rules: typeof plain) =>
      rules.flatMap((rule) => ('alert' in rule ? [rule.annotations['summary']] : []));
    expect(new Set(summaries(plain))).toEqual(new Set([undefined]));
    expect(summaries(asking({ exp_annotations: { summary: 'x' } }))[0]).toContain('burns the error budget');
    expect(rulesTested(groups, { tests: {}, text: 'nothing of ours' })).toEqual([]);
  });

  test('may stand in a folder without rules, and what is wrong with it is told with line and column', async () => {
    const environment = withExtraRules({
      'a.test.yaml': 'rule_files: [b.yaml, c.yaml]\ntests: []\n',
      'b.test.yaml': 'rule_files: rules.yaml\n',
      'c.test.yaml': 'tests: [\n',
      'd.test.yaml': '- a\n',
    });
    expect(said(environment)).toEqual([]);
    const told = await Promise.all(
      ruleTestFiles(environment).map((one) => runRuleTest('no-such-promtool', environment, one)),
    );
    expect(told.map(({ ok, output }) => [ok, output.replaceAll(`${dirname(environment.file)}/`, '')])).toEqual([
      [
        false,
        'team/a.test.yaml:1:14: rule_files[0] must be a file of the folder, got "b.yaml"; there are none\n' +
          'team/a.test.yaml:1:22: rule_files[1] must be a file of the folder, got "c.yaml"; there are none',
      ],
      [false, 'team/b.test.yaml:1:13: rule_files must be a list of files of the folder, got "rules.yaml"'],
      [false, expect.stringMatching(/^team\/c\.test\.yaml:\d+:\d+: /)],
      [false, 'team/d.test.yaml:1:1: the file must be a unit test of promtool, with tests, got ["a"]'],
    ]);
  });
});
