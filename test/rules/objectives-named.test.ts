import { describe, expect, test } from 'vitest';
import { deliveredDashboards } from '../../src/config/delivered.js';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { extraRules } from '../../src/rules/extra/read.js';
import { inhibitions } from '../../src/rules/inhibitions.js';
import { knownNames } from '../../src/rules/known-names.js';
import { wronglyNamedEvents } from '../../src/rules/objectives/events-check.js';
import { crossingTenants } from '../../src/rules/objectives/grouping.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn, textOf } from '../support/environment-problems.js';
import { withExtraRules } from '../support/extra-rules.js';
import { ruleGroups } from '../support/rules.js';

const METRICS = [
  { name: 'acme_checks_total', type: 'counter', exporter: 'vllm', labels: { verdict: 3 } },
  { name: 'acme_check_seconds', type: 'histogram', exporter: 'vllm', buckets: [0.1, 1, 10] },
  { name: 'acme_open', type: 'gauge', exporter: 'vllm' },
  { name: 'acme_jobs_total', type: 'counter', exporter: 'gateway', labels: { result: 2 } },
  { name: 'shop_orders_total', type: 'counter', exporter: 'others', labels: { result: 2 } },
  { name: 'shop_wait_seconds', type: 'histogram', exporter: 'others' },
] as const;
const TOTAL = { metric: 'acme_checks_total' };
const FAILED = { ...TOTAL, matchers: [{ label: 'verdict', value: 'failed' }] };
const objective = (events: object, own: object = {}) => ({
  name: 'checks',
  indicator: 'events',
  objectivePercent: 99,
  events: { bad: FAILED, total: TOTAL, ...events },
  ...own,
});
const withEvents = (events: object, own: object = {}) => ({ metrics: METRICS, slos: [objective(events, own)] });
/** What is kept and recorded wherever these metrics are declared; to find that out for each takes longer than the checks. */
const { scraped, recordedNames } = planOf(environmentOf({ metrics: METRICS }));
const wrongIn = (environment: Environment) =>
  wronglyNamedEvents(environment, { scraped, recordedNames, extraRules: extraRules(environment) });
const refused = (environment: Environment) => wrongIn(environment).map(({ message }) => message);
const refusedIn = (events: object, own: object = {}, settings: object = {}) =>
  refused(environmentOf({ ...withEvents(events, own), ...settings }));

describe('events of an objective are refused where they stand', () => {
  const EVENTS = '{ bad: { metric: a_total }, total: { metric: b_total } }';
  const slo = (text: string) => `slos: [{ name: a, indicator: events, objectivePercent: 99, ${text} }]`;

  test.each([
    [slo('selector: {}'), 'slos[0].events must be given for events, got nothing (FILE:1:8)'],
    [
      `slos: [{ name: a, indicator: gatewayAvailability, objectivePercent: 99, events: ${EVENTS} }]`,
      'slos[0].events must not be given for gatewayAvailability',
    ],
    [slo(`events: ${EVENTS}, grouping: none`), 'slos[0].grouping must not be given for events: events.by says it'],
    [slo(`events: ${EVENTS}, thresholdSeconds: 1`), 'slos[0].thresholdSeconds must not be given for events, got 1'],
    [
      slo(`events: ${EVENTS}, selector: { model: m }`),
      'slos[0].selector.model must not be given for events: say it in',
    ],
    [slo('events: { total: { metric: b_total } }'), 'slos[0].events.good must be given, or bad, got nothing (FILE:1:'],
    [
      slo('events: { good: { metric: a_total }, bad: { metric: a_total }, total: { metric: b_total } }'),
      'slos[0].events.bad must not be given beside good',
    ],
    [slo('events: { good: { metric: a_total } }'), 'slos[0].events.total must be'],
    [slo('events: { good: {}, total: { metric: b } }'), 'slos[0].events.good.metric must be given, or record'],
    [
      slo('events: { good: { metric: a, record: "a:b:rate5m" }, total: { metric: b } }'),
      'slos[0].events.good.record must not be given beside metric',
    ],
    [
      slo('events: { good: { record: "a:b:rate5m", atMost: 3 }, total: { metric: b } }'),
      'slos[0].events.good.atMost must not be given beside record, got 3',
    ],
    [
      slo('events: { good: { record: "a:b:sum" }, total: { metric: b } }'),
      'slos[0].events.good.record must be a rate over 5m, whose name ends in :rate5m, got "a:b:sum" (FILE:1:',
    ],
    [slo('events: { good: { metric: "rate(a[5m])" }, total: { metric: b } }'), '.metric must be a metric name'],
    [
      slo('events: { good: { metric: a, atMost: 0 }, total: { metric: b } }'),
      'slos[0].events.good.atMost must be above 0, got 0',
    ],
    [
      slo('events: { good: { metric: a, matchers: [{ label: a-b, value: x }] }, total: { metric: b } }'),
      'slos[0].events.good.matchers[0].label must be a Prometheus label name',
    ],
    [
      slo('events: { good: { metric: a, matchers: [{ label: a, operator: "==", value: x }] }, total: { metric: b } }'),
      'slos[0].events.good.matchers[0].operator must be one of =, !=, =~, !~, got "=="',
    ],
    [
      slo(
        'events: { good: { metric: a, matchers: [{ label: a, operator: "=~", value: "(" }] }, total: { metric: b } }',
      ),
      'slos[0].events.good.matchers[0].value must be a regular expression',
    ],
    [
      slo('events: { good: { metric: a, matchers: [{ label: a, value: "$$" }] }, total: { metric: b } }'),
      'slos[0].events.good.matchers[0].value must not contain %{, ${ or $$',
    ],
    [
      slo('events: { good: { metric: a, matcher: [] }, total: { metric: b } }'),
      'slos[0].events.good.matcher is not a setting; did you mean slos[0].events.good.matchers?',
    ],
    [slo('events: { good: { metric: a }, total: { metric: b }, by: [a, a] }'), 'slos[0].events.by[1] must be unique'],
    [
      slo('events: { good: { metric: a }, total: { metric: b }, by: [slo] }'),
      'slos[0].events.by[0] must not be one of alertname, severity, slo,',
    ],
  ])('%s', (text, problem) => {
    const [first = '', ...others] = problemsIn(text);
    expect(first.replaceAll(FILE, 'FILE')).toContain(problem);
    expect(others).toEqual([]);
  });

  test('a parenthesis is one where nothing is a regular expression, and a label may be missing', () => {
    const matchers = [
      { label: 'verdict', value: '(' },
      { label: 'verdict', operator: '!=', value: '' },
    ];
    expect(refusedIn({ bad: { ...TOTAL, matchers } })).toEqual([]);
  });

  test.each([
    [
      'a metric that nobody knows, with what may be meant',
      { total: { metric: 'acme_check_total' } },
      'slos[0].events.total.metric must be declared in metrics or be in the catalogue, got acme_check_total; did you mean acme_checks_total?',
    ],
    [
      'a gauge, whose rises are no events',
      { total: { metric: 'acme_open' } },
      'slos[0].events.total.metric must be a counter or a histogram, got acme_open, a gauge; a record of rules.extraRules may make events per second of it',
    ],
    [
      'a gauge of the catalogue',
      { total: { metric: 'vllm:num_requests_running' } },
      'slos[0].events.total.metric must be a counter or a histogram, got vllm:num_requests_running, a gauge; a record of rules.extraRules may make events per second of it',
    ],
    [
      'what no monitor keeps',
      { total: { metric: 'vllm:iteration_tokens_total' } },
      'slos[0].events.total.metric must be kept by a monitor of this environment, got vllm:iteration_tokens_total; name it in scrape.keep',
    ],
    [
      'a bucket of what has none',
      { bad: { ...TOTAL, atMost: 1 } },
      'slos[0].events.bad.atMost must not be given for acme_checks_total, which is a counter',
    ],
    [
      'a bucket that there is not',
      { bad: { metric: 'acme_check_seconds', atMost: 3 } },
      'slos[0].events.bad.atMost must be a bucket of acme_check_seconds, got 3; they are 0.1, 1, 10',
    ],
    [
      'a label that the metric has not, with what may be meant',
      { bad: { ...TOTAL, matchers: [{ label: 'verdit', value: 'failed' }] } },
      'slos[0].events.bad.matchers[0].label must be a label of acme_checks_total, got verdit; did you mean verdict?',
    ],
    [
      'the label of the cluster, which rules say themselves',
      { bad: { ...TOTAL, matchers: [{ label: 'cluster', value: 'us-1' }] } },
      'slos[0].events.bad.matchers[0].label must not be the label of the cluster, got cluster',
    ],
    [
      'and among those that tell budgets apart',
      { by: ['cluster'] },
      'slos[0].events.by[0] must not be the label of the cluster, which is always among them, got cluster',
    ],
    [
      'a record that nobody writes, with what may be meant',
      { total: { record: 'application:arks_request:rate5m' } },
      'slos[0].events.total.record must be a record of rules.extraRules or of this program, got application:arks_request:rate5m; did you mean application:arks_requests:rate5m?',
    ],
    [
      'a record of buckets',
      { total: { record: 'application:arks_request_latency_seconds_bucket:rate5m' } },
      'slos[0].events.total.record must not be a record of buckets, each of which has what those before it have, got application:arks_request_latency_seconds_bucket:rate5m',
    ],
  ])('%s', (_, events, problem) => {
    expect(refusedIn(events)).toContain(problem);
  });

  test('a label of a budget that one of the two has not, or that alerts have from elsewhere', () => {
    const jobs = { bad: { metric: 'acme_jobs_total' }, total: { metric: 'acme_jobs_total' } };
    const lacking = refusedIn(jobs);
    expect(new Set(lacking)).toEqual(
      new Set([
        expect.stringMatching(
          /^slos\[0\]\.events\.by\[1\] must be a label of acme_jobs_total, got application; it has result, /,
        ),
      ]),
    );
    expect(refusedIn({ ...jobs, by: ['namespace', 'result'] })).toEqual([]);
    expect(refusedIn({ by: ['verdict'] }, {}, { alerts: { labels: { verdict: 'a' } } })).toEqual([
      'slos[0].events.by[0] must not be one of alerts.labels, which would take its place, got verdict',
    ]);
    expect(refusedIn({ ...jobs, by: [] }, { selector: { application: 'chat' } })[0]).toContain(
      'slos[0].selector.application must be a label of acme_jobs_total, got application',
    );
  });

  test('at the line of its file', () => {
    const text = [
      'metrics: [{ name: acme_checks_total, type: counter, exporter: vllm }]',
      'slos:',
      '  - name: checks',
      '    indicator: events',
      '    objectivePercent: 99',
      '    events:',
      '      bad: { metric: acme_failures_total }',
      '      total: { metric: acme_checks_total }',
    ];
    const read = readEnvironment(FILE, text.join('\n'), knownNames);
    if (!('environment' in read)) throw new Error('must be read');
    const { environment } = read;
    expect(wrongIn(environment).map(textOf)).toEqual([
      `slos[0].events.bad.metric must be declared in metrics or be in the catalogue, got acme_failures_total (${FILE}:7:22)`,
    ]);
  });

  test('and those that are right are not: of others, of the catalogue, and of records', () => {
    const shop = { metric: 'shop_orders_total', matchers: [{ label: 'anything', value: 'x' }] };
    expect(refusedIn({ bad: shop, total: shop, by: ['region'] })).toEqual([]);
    expect(
      refusedIn({ bad: { metric: 'shop_wait_seconds', atMost: 7 }, total: { metric: 'shop_wait_seconds' } }),
    ).toEqual([]);
    expect(refusedIn({ total: { metric: 'vllm:request_success_total' } })).toEqual([]);
    const record = {
      record: 'team:checks:rate5m',
      expr: 'sum by (namespace, application) (rate(acme_checks_total[5m]))',
    };
    const folder = { 'a.yaml': { groups: [{ name: 'team', rules: [record] }] } };
    expect(refused(withExtraRules(folder, withEvents({ total: { record: record.record } })))).toEqual([]);
    expect(refused(withExtraRules(folder, withEvents({ total: { record: record.record }, by: ['verdict'] })))).toEqual([
      'slos[0].events.by[0] must be a label of team:checks:rate5m, got verdict; it has namespace, application',
    ]);
  });
});

describe('an objective over events that an environment names', () => {
  const rulesOf = (settings: object) =>
    ruleGroups(environmentOf(settings))
      .filter(({ name }) => name.startsWith('arks-slo-checks'))
      .flatMap(({ rules }) => rules);
  const recordOf = (name: string, settings: object) =>
    rulesOf(settings)
      .flatMap((rule) => ('record' in rule && rule.record === name ? [rule.expr.replaceAll(/\s+/g, ' ')] : []))
      .join();

  test('reads what our targets show where they show it, and what others show as it is', () => {
    expect(recordOf('slo:arks_total:rate5m', withEvents({}))).toBe(
      'sum by (cluster, namespace, application) (rate(acme_checks_total{application!="",role!=""}[5m]))',
    );
    expect(
      recordOf('slo:arks_total:rate5m', withEvents({ total: { metric: 'shop_orders_total' }, by: ['namespace'] })),
    ).toBe('sum by (cluster, namespace) (rate(shop_orders_total[5m]))');
    expect(recordOf('slo:arks_total:rate5m', withEvents({ total: { metric: 'acme_check_seconds' } }))).toContain(
      'rate(acme_check_seconds_count{',
    );
    expect(
      recordOf('slo:arks_total:rate5m', withEvents({ total: { record: 'application:arks_requests:rate5m' } })),
    ).toBe('sum by (cluster, namespace, application) (application:arks_requests:rate5m)');
  });

  test('has the records and alerts that any other has', () => {
    const namesIn = (settings: object) =>
      rulesOf(settings).map((rule) =>
        'record' in rule ? rule.record : `${rule.alert} ${rule.labels?.['long_window']}`,
      );
    const ours = { name: 'checks', indicator: 'gatewayAvailability', objectivePercent: 99 };
    expect(namesIn(withEvents({}))).toEqual(namesIn({ slos: [ours] }));
  });

  test('is told apart by the labels that it names alone, also where records have others that were asked for', () => {
    const team = { surfaces: ['runtime'], podTargetLabels: [{ name: 'team', inRecords: true }] };
    const total = { record: 'application:arks_requests:rate5m' };
    const expressions = (by: readonly string[]) => {
      const settings = { ...withEvents({ total, by }), scrape: { endpoints: [team] } };
      const there = environmentOf(settings);
      return planOf(there)
        .promised.flatMap(({ groups }) => groups)
        .flatMap((group) => rulerGroup(group, there).rules)
        .flatMap((rule) => ('record' in rule && /arks_(bad|total):/.test(rule.record) ? [rule.expr] : []));
    };
    expect(expressions(['namespace']).join()).not.toContain('team');
    for (const expr of expressions(['namespace', 'team']))
      expect(expr).toContain('sum by (cluster, namespace, team) (');
  });

  test('says whose budget burns, and where to look first', () => {
    const [alert] = rulesOf(withEvents({ by: ['namespace', 'verdict'] })).flatMap((rule) =>
      'alert' in rule ? rule : [],
    );
    expect(alert?.annotations['summary']).toContain(
      'of events of {{ $labels.namespace }}/{{ $labels.verdict }} missed objective checks over 1h',
    );
    expect(alert?.annotations['description']).toContain('then what acme_checks_total counts');
    expect(alert?.annotations['dashboard_url']).toContain('var-slo=');
  });

  test('has its dashboard also where nothing else has one', () => {
    const off = { enabled: false };
    const surfaces = { runtime: off, disaggregated: off, router: off, envoy: off, customResources: off };
    const jobs = { metric: 'acme_jobs_total' };
    const own = objective({ bad: jobs, total: jobs, by: ['result'] });
    const metrics = METRICS.filter(({ exporter }) => exporter === 'gateway');
    const shownIn = (slos: readonly object[]) => deliveredDashboards(environmentOf({ surfaces, metrics, slos }));
    expect(shownIn([])).not.toContain('arks-slo');
    expect(shownIn([own])).toContain('arks-slo');
    const { drawn } = planOf(environmentOf({ surfaces, metrics, slos: [own] }));
    const board = drawn.find(({ uid }) => uid === 'arks-slo')?.json ?? '';
    for (const panel of [
      'Objectives and their budgets',
      'Least budget left',
      'Fastest burn rate over the windows',
      'Events',
    ])
      expect(board).toContain(`"${panel}"`);
    expect(board).not.toContain('Latency by application');
  });

  test('is silent for a faster burn of the same budget only, and for nothing that engines are told of', () => {
    const environment = environmentOf(withEvents({ by: ['namespace', 'application', 'verdict'] }));
    const { alerted, promised } = planOf(environment);
    const objectives = promised.map((one) => one.objective);
    const about = inhibitions(environment, { alerted, objectives }).filter(({ target }) =>
      target.some(({ value }) => value === 'ArksSloBudgetBurn'),
    );
    expect(about.length).toBeGreaterThan(2);
    for (const { source, equal } of about) {
      expect(source.map(({ value }) => value)).toContain('ArksSloBudgetBurn');
      expect(equal).toEqual(expect.arrayContaining(['slo', 'namespace', 'application', 'verdict']));
    }
  });

  test('that adds up the engines of every tenant is told of, and one about the platform or records is not', () => {
    const jobs = { metric: 'acme_jobs_total' };
    const toldOf = (events: object, own: object = {}) => {
      const environment = environmentOf(withEvents(events, own));
      return crossingTenants(objectivesOf(environment), environment).map(({ message }) => message);
    };
    expect(toldOf({ by: ['verdict'] })).toEqual([expect.stringContaining('objective checks adds up the engines')]);
    expect(toldOf({})).toEqual([]);
    expect(toldOf({ by: ['verdict'] }, { selector: { namespace: 'tenant-a' } })).toEqual([]);
    expect(toldOf({ bad: jobs, total: jobs, by: ['result'] })).toEqual([]);
  });
});
