import { describe, expect, test } from 'vitest';
import { isAlwaysThere } from '../../src/doctor/recognition.js';
import type { PrometheusAnswers } from '../../src/doctor/sources/prometheus-answers.js';
import { nameInStore } from '../../src/doctor/sources/stored.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { healthy, NOW, toldOf } from './install.js';

type Answers = Required<PrometheusAnswers>;
const ENGINES = /arks-runtime/;
const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified', cluster: 'simulated' };
/** What vLLM showed before its second engine. */
const OLD = catalogue.filter(
  (metric) => metric.component === 'vllm' && metric.generations.includes('v0') && isAlwaysThere(metric),
);

/** The answers with those of engines changed. */
const engines = (change: (target: Answers['targets'][number]) => Answers['targets'][number]) => (all: Answers) => ({
  ...all,
  targets: all.targets.map((target) => (ENGINES.test(target.pool) ? change(target) : target)),
});
const down = (lastError: string) => engines((target) => ({ ...target, health: 'down', lastError }));
const ofGroup =
  (name: string, change: (group: Answers['groups'][number]) => Answers['groups'][number]) => (all: Answers) => ({
    ...all,
    groups: all.groups.map((group) => (group.name === name ? change(group) : group)),
  });
const stored =
  (change: (series: Answers['stored'][number]) => readonly Answers['stored'][number][]) => (all: Answers) => ({
    ...all,
    stored: all.stored.flatMap((series) => (series.surface === 'runtime' ? change(series) : [series])),
  });

test('of a healthy install nothing is told', () => {
  expect(toldOf(healthy())).toEqual([]);
});

test('what nobody answered is not judged', () => {
  expect(toldOf({ address: 'http://thanos', samples: {} })).toEqual([]);
});

describe('the cause is told first', () => {
  const cases: readonly (readonly [string, string, (all: Answers) => PrometheusAnswers])[] = [
    [
      'monitor-unknown',
      'Prometheus knows none of our monitors',
      (all) => ({ ...all, pools: ['node'], targets: [], stored: [], scraped: [] }),
    ],
    [
      'monitor-unknown',
      '1 monitor of ours: monitoring/arks-gateway',
      (all) => ({
        ...all,
        pools: all.pools.filter((pool) => !pool.includes('arks-gateway')),
        targets: all.targets.filter(({ pool }) => !pool.includes('arks-gateway')),
      }),
    ],
    [
      'targets-none',
      'the monitor of envoy finds no target',
      (all) => ({ ...all, targets: all.targets.filter(({ pool }) => !pool.includes('arks-envoy')) }),
    ],
    [
      'targets-none',
      'relabeling leaves out all 7 targets of runtime',
      (all) => ({
        ...all,
        targets: all.targets.filter(({ pool }) => !ENGINES.test(pool)),
        dropped: { 'serviceMonitor/monitoring/arks-runtime/0': 7 },
      }),
    ],
    [
      'targets-down',
      '5 targets of runtime down: nothing listens there',
      down('Get "http://10.0.0.1:8080/metrics": dial tcp 10.0.0.1:8080: connect: connection refused'),
    ],
    [
      'targets-renamed',
      '5 targets of runtime have another job',
      engines((target) => ({ ...target, labels: { ...target.labels, job: 'engines' } })),
    ],
    [
      'labels-missing',
      'series of runtime lack the label application',
      stored(({ labels: { application: _, ...labels }, ...series }) => [{ ...series, labels }]),
    ],
    [
      'labels-missing',
      'cluster is not simulated on series of runtime, but elsewhere',
      stored((series) => [{ ...series, labels: { ...series.labels, cluster: 'elsewhere' } }]),
    ],
    [
      'metrics-dropped',
      'histograms of tenant-a/chat, tenant-b/talk are not stored',
      stored((series) => (series.name.endsWith('_count') ? [] : [series])),
    ],
    [
      'metrics-dropped',
      'vllm:num_requests_running',
      stored((series) => (series.name === 'vllm:num_requests_running' ? [] : [series])),
    ],
    [
      'metrics-missing',
      'vllm shows 1 metric no more that rules read: vllm:num_requests_running',
      (all) => ({
        ...all,
        stored: all.stored.filter(({ name }) => name !== 'vllm:num_requests_running'),
        pages: all.pages.map(({ types: { 'vllm:num_requests_running': _, ...types }, ...page }) => ({
          ...page,
          types,
        })),
      }),
    ],
    [
      'limits-unreachable',
      'vllm v0 can not reach alerts.thresholds.requestP95Seconds of 120 (60 at most)',
      (all) => ({
        ...all,
        stored: [
          ...all.stored,
          ...OLD.map((metric) => ({
            surface: 'runtime' as const,
            name: nameInStore(metric),
            labels: CHAT,
            greatest: 1,
          })),
        ],
        pages: all.pages.map((page) =>
          page.labels['application'] === 'chat'
            ? { ...page, types: Object.fromEntries(OLD.map(({ name, kind }) => [name, kind])) }
            : page,
        ),
      }),
    ],
    ['rules-unloaded', 'none of our rules is loaded', (all) => ({ ...all, groups: [], recorded: [] })],
    [
      'rules-unloaded',
      '1 group of rules is not loaded: arks-records-requests',
      (all) => ({ ...all, groups: all.groups.filter(({ name }) => name !== 'arks-records-requests') }),
    ],
    [
      'scraped-twice',
      '5 pods are scraped twice',
      (all) => ({
        ...all,
        targets: [
          ...all.targets,
          ...all.targets
            .filter(({ pool }) => ENGINES.test(pool))
            .map((target) => ({ ...target, pool: 'serviceMonitor/old/arks-runtime/0' })),
        ],
      }),
    ],
    [
      'rules-failing',
      '1 rule fails',
      ofGroup('arks-records-requests', (group) => ({
        ...group,
        rules: group.rules.map((rule, index) =>
          index === 0 ? { ...rule, health: 'err', lastError: 'query timed out' } : rule,
        ),
      })),
    ],
    [
      'rules-late',
      '1 group of rules is not evaluated any more: arks-records-requests',
      ofGroup('arks-records-requests', (group) => ({ ...group, evaluatedAt: NOW - 600_000 })),
    ],
    [
      'rules-late',
      '1 group of rules takes almost the whole interval: arks-records-requests',
      ofGroup('arks-records-requests', (group) => ({ ...group, tookSeconds: 4.9 })),
    ],
    [
      'rules-differ',
      '1 rule is not what the environment says',
      ofGroup('arks-records-requests', (group) => ({
        ...group,
        rules: group.rules.map((rule, index) => (index === 0 ? { ...rule, expression: 'vector(1)' } : rule)),
      })),
    ],
    [
      'records-empty',
      'of arks-records-requests without series',
      (all) => ({
        ...all,
        recorded: all.recorded.filter(
          (name) =>
            !all.groups.some(
              (group) => group.name === 'arks-records-requests' && group.rules.some((rule) => rule.name === name),
            ),
        ),
      }),
    ],
    ['retention', 'samples are kept for 2h', (all) => ({ ...all, retention: '2h' })],
    [
      'buckets',
      'vllm:time_to_first_token_seconds',
      (all) => ({ ...all, bounds: { ...all.bounds, 'vllm:time_to_first_token_seconds': [1, 3] } }),
    ],
    [
      'interval',
      '5 targets of runtime are scraped every 60 s, not every 5 s',
      engines((target) => ({ ...target, intervalSeconds: 60 })),
    ],
    [
      'samples',
      'keep more samples than',
      (all) => ({
        ...all,
        scraped: all.scraped.map((target) => (target.surface === 'gateway' ? { ...target, kept: 900_000 } : target)),
      }),
    ],
    [
      'metrics-unknown',
      'vllm:wholly_new',
      (all) => ({
        ...all,
        pages: all.pages.map((page) =>
          page.surface === 'runtime' ? { ...page, types: { ...page.types, 'vllm:wholly_new': 'gauge' } } : page,
        ),
      }),
    ],
  ];

  test.each(cases)('%s: %s', (check, subject, broken) => {
    const told = toldOf(broken(healthy()));
    expect({ check: told[0]?.check, subject: told[0]?.subject }).toEqual({
      check,
      subject: expect.stringContaining(subject),
    });
    for (const { evidence, meaning, remedy, page } of told) {
      expect(evidence.every(({ query, value }) => query !== '' && value !== '')).toBe(true);
      expect([meaning, remedy, page]).not.toContain('');
    }
  });
});

describe('nothing is kept of engines', () => {
  const bare =
    (types: Readonly<Record<string, string>>, scraped = 100) =>
    (all: Answers): PrometheusAnswers => ({
      ...all,
      stored: all.stored.filter(({ surface }) => surface !== 'runtime'),
      scraped: all.scraped.map((target) => (target.surface === 'runtime' ? { ...target, kept: 0, scraped } : target)),
      pages: all.pages.map((page) => (page.surface === 'runtime' ? { ...page, types } : page)),
    });
  const gauges = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'gauge']));
  const running = ['num_requests_running', 'num_requests_waiting', 'kv_cache_usage_perc'];

  test.each([
    ['its page is empty', {}, 0],
    ['relabeling drops what rules read', gauges(...running.map((name) => `vllm:${name}`)), 100],
    ['names came with _ where they have a colon', gauges(...running.map((name) => `vllm_${name}`)), 100],
    ['names came without their prefix', gauges(...running), 100],
    ['another program answers, envoy', gauges('envoy_server_live', 'envoy_http_downstream_rq_total'), 100],
    ['none of its names is known', gauges('python_info'), 100],
  ])('%s', (why, types, scraped) => {
    const [first] = toldOf(bare(types, scraped)(healthy()));
    expect(first).toMatchObject({ check: 'nothing-kept', severity: 'error', subject: expect.stringContaining(why) });
  });
});

test('what follows from a cause stands under it, and hurts there', () => {
  const all = healthy();
  const rules = all.groups.find(({ name }) => name === 'arks-records-requests')?.rules ?? [];
  const recorded = all.recorded.filter((record) => !rules.some(({ name }) => name === record));
  const told = toldOf({ ...down('context deadline exceeded')(all), recorded });
  expect(told[0]).toMatchObject({ check: 'targets-down', severity: 'error' });
  expect(told[0]?.consequences.some((subject) => subject.includes('arks-records-requests'))).toBe(true);
  expect(told.slice(1).map(({ subject }) => subject)).not.toContainEqual(
    expect.stringContaining('arks-records-requests'),
  );
});

test('some of the targets are down: a warning, as the others are seen', () => {
  const all = healthy();
  const [first] = all.targets.filter(({ pool }) => ENGINES.test(pool));
  const targets = all.targets.map((target) =>
    target === first ? { ...target, health: 'down', lastError: 'server returned HTTP status 503' } : target,
  );
  expect(toldOf({ ...all, targets })).toMatchObject([{ check: 'targets-down', severity: 'warning' }]);
});

test('a monitor of what nobody has finds nothing, and that is right', () => {
  const all = healthy();
  const isOfTwo = (surface: string) => surface === 'disaggregated' || surface === 'router';
  const told = toldOf({
    ...all,
    targets: all.targets.filter(({ pool }) => !/arks-(?:disaggregated|router)/.test(pool)),
    pages: all.pages.filter(({ surface }) => !isOfTwo(surface)),
    scraped: all.scraped.filter(({ surface }) => !isOfTwo(surface)),
    stored: all.stored.filter(({ surface, name }) => !isOfTwo(surface) && !name.startsWith('arks_disaggregated')),
  });
  expect(told.map(({ check }) => check)).not.toContain('targets-none');
});
