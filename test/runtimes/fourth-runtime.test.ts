import { afterAll, expect, inject, test, vi } from 'vitest';

const { promtool: program } = inject('prometheus');

// Modules are shared by the files of a worker: they are made anew here, and again for whoever comes after.
vi.resetModules();
// A fourth runtime is a name, its metrics and its readings, each in one list; nothing else of src/ is changed.
vi.doMock('../../src/config/runtimes.js', async (original) => {
  const { RUNTIMES, NOT_STARTED_BY_ARKS, ...others } = await original<typeof import('../../src/config/runtimes.js')>();
  // The second list follows from the first, and was made before the name was added.
  return {
    ...others,
    RUNTIMES: [...RUNTIMES, 'fourth'],
    NOT_STARTED_BY_ARKS: [...NOT_STARTED_BY_ARKS, 'fourth'],
  };
});
vi.doMock('../../src/metrics/runtimes.js', async (original) => {
  const { runtimeGenerations, runtimeMetrics } = await original<typeof import('../../src/metrics/runtimes.js')>();
  const { FOURTH_GENERATIONS, fourthMetrics } = await import('./fourth/metrics.js');
  return {
    runtimeGenerations: { ...runtimeGenerations, fourth: FOURTH_GENERATIONS },
    runtimeMetrics: { ...runtimeMetrics, fourth: fourthMetrics },
  };
});
vi.doMock('../../src/signals/runtimes/table.js', async (original) => {
  const { runtimes } = await original<typeof import('../../src/signals/runtimes/table.js')>();
  const { fourth } = await import('./fourth/runtime.js');
  return { runtimes: { ...runtimes, fourth } };
});

// Before anything below can fail, or the next file of the worker would have a fourth runtime.
afterAll(() => {
  vi.doUnmock('../../src/config/runtimes.js');
  vi.doUnmock('../../src/metrics/runtimes.js');
  vi.doUnmock('../../src/signals/runtimes/table.js');
  vi.resetModules();
});

const { monitorOf } = await import('../../src/scraping/monitors.js');
const { planOf } = await import('../../src/plan/plan.js');
const { alertingGroups } = await import('../../src/rules/alerting.js');
const { forecastOf } = await import('../../src/scraping/forecast.js');
const { percentileCeilings } = await import('../../src/rules/reach.js');
const { recordingGroups } = await import('../../src/rules/recording.js');
const { metricsOf } = await import('../../src/scraping/surface-metrics.js');
const { runtimesPage } = await import('../../tools/runtimes/page.js');
const { environmentOf } = await import('../support/environment.js');
const { promtool } = await import('../support/promtool.js');
const { shownMetrics } = await import('../support/shown-metrics.js');
const { groupsFor, ruleGroups } = await import('../support/rules.js');

const named = environmentOf({
  runtimes: ['fourth'],
  surfaces: { unmanagedRuntime: { selector: { app: 'fourth' } } },
});
const beside = environmentOf({
  runtimes: ['vllm', 'fourth'],
  surfaces: { unmanagedRuntime: { selector: { app: 'fourth' } } },
});
const unnamed = environmentOf({});
const expressions = (environment: typeof named) =>
  [...recordingGroups(environment), ...alertingGroups(environment).map(({ group }) => group)]
    .flatMap(({ rules }) => rules.map(({ expr }) => expr))
    .join('\n');
const records = recordingGroups(named)
  .flatMap(({ rules }) => rules)
  .flatMap((rule) => ('record' in rule ? [rule] : []));
const drawn = (environment: typeof named) =>
  planOf(environment)
    .drawn.map(({ json }) => json)
    .join('\n');

test('what it has is recorded, a rule each, and what it lacks is not', () => {
  const own = records.filter(({ labels }) => labels?.['runtime'] === 'fourth');
  expect([...new Set(own.map(({ record }) => record))].sort()).toEqual([
    'application:arks_http_errors:rate5m',
    'application:arks_time_to_first_token_seconds_bucket:rate5m',
    'application:arks_time_to_first_token_seconds_count:rate5m',
    'application:arks_time_to_first_token_seconds_sum:rate5m',
    'pod:arks_generation_tokens:rate5m',
    'pod:arks_requests_running:sum',
    'pod:arks_requests_stalled:sum',
    'pod:arks_requests_waiting:sum',
  ]);
});

test('only targets of applications are read, and shards are no replicas', () => {
  const running = records.find(
    ({ record, labels }) => record === 'pod:arks_requests_running:sum' && labels?.['runtime'] === 'fourth',
  );
  expect(running?.expr).toContain('fourth_active{application!="",role!=""}');
  expect(running?.expr).toContain('shard');
});

test('the alert that nothing arrives of what Arks starts looks for it, too', () => {
  const rules = alertingGroups(beside).flatMap(({ group }) => group.rules);
  const absent = rules.find((rule) => 'alert' in rule && rule.alert === 'ArksRuntimeMetricsAbsent');
  expect(absent?.expr).toContain('fourth_active');
});

test('the alert of one that hangs says for how long, by the minutes of its own', () => {
  const rules = alertingGroups(named).flatMap(({ group }) => group.rules);
  const stalled = rules.flatMap((rule) => ('alert' in rule && rule.alert === 'ArksRuntimeStalled' ? [rule] : []));
  expect(stalled.map(({ annotations }) => annotations['summary'] ?? '')).toEqual([
    expect.stringContaining('{{ if eq $labels.runtime "fourth" }}4m{{ else }}6m{{ end }}'),
  ]);
});

test('its monitor keeps what is read and nothing else, and says model_name', () => {
  expect(metricsOf('unmanagedRuntime', named).map(({ name }) => name)).toEqual([
    'fourth_active',
    'fourth_pending',
    'fourth_out_tokens_total',
    'fourth_answers_total',
    'fourth_first_token_seconds',
  ]);
  const monitor = monitorOf('unmanagedRuntime', named);
  const rules =
    monitor.finds === 'pods' ? monitor.spec.podMetricsEndpoints.flatMap((one) => one.metricRelabelings) : [];
  expect(rules).toContainEqual(expect.objectContaining({ regex: 'fourth_.+;(.+)', targetLabel: 'model_name' }));
  expect(rules).toContainEqual(expect.objectContaining({ regex: expect.stringMatching(/fourth_answers_total\);/) }));
});

test('its series are predicted, a row a generation', () => {
  // 3 shards: five metrics of which one is a histogram of four bounds, +Inf, sum and count; one more is shown and not kept.
  expect(
    forecastOf('unmanagedRuntime', named).map(({ exporter, generation, exposed, kept }) => [
      exporter,
      generation,
      exposed,
      kept,
    ]),
  ).toEqual([
    ['fourth', 'f1', 36, 33],
    ['fourth', 'f2', 36, 33],
  ]);
});

test('limits and objectives are held against its buckets', () => {
  const own = percentileCeilings.filter(({ exporter }) => exporter === 'fourth');
  expect(own.map(({ threshold, generation, last }) => [threshold, generation, last])).toEqual([
    ['firstTokenP95Seconds', 'f1', 41],
    ['firstTokenP95Seconds', 'f2', 41],
  ]);
});

test('every metric that is read is shown on some panel', () => {
  const panels = shownMetrics(named);
  const read = metricsOf('unmanagedRuntime', named).map(({ name }) => name);
  expect(read.filter((name) => !panels.includes(name))).toEqual([]);
});

test('the page of runtimes has it, with the reasons for what it lacks', () => {
  expect(runtimesPage()).toContain('## fourth');
  expect(runtimesPage()).toContain('| Decode time | – | An engine that exists nowhere has none. |');
});

test('an environment that does not name it hears nothing of it', () => {
  expect(expressions(unnamed)).not.toContain('fourth');
  expect(drawn(unnamed)).not.toContain('fourth');
});

test('an engine of it that hangs is told of, and one that works is not', async () => {
  const stalled = 'ArksRuntimeStalled';
  const groups = groupsFor(ruleGroups(named), (rule) => 'alert' in rule && rule.alert === stalled);
  const pod = (name: string) => `namespace="a",application="chat",role="unified",pod="${name}"`;
  const engine = (name: string) => `${pod(name)},model_name="m",shard="0"`;
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups },
    'test.yml': {
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: ['hangs', 'works'].flatMap((name) => [
            { series: `up{${pod(name)}}`, values: '1x20' },
            { series: `fourth_active{${engine(name)}}`, values: '7x20' },
            { series: `fourth_out_tokens_total{${engine(name)}}`, values: name === 'works' ? '7+60x20' : '7x20' },
          ]),
          promql_expr_test: [
            {
              expr: `count by (pod) (ALERTS{alertname="${stalled}",alertstate="firing"})`,
              eval_time: '15m',
              exp_samples: [{ labels: '{pod="hangs"}', value: 1 }],
            },
          ],
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});
