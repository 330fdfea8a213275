import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/metrics/catalogue.js';
import { componentGenerations } from '../../src/metrics/components.js';
import { resourceStates, tokenState } from '../../src/metrics/custom-resources/readings.js';
import type { Metric } from '../../src/metrics/metric.js';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { metricsOfSignals } from '../../src/signals/kept-metrics.js';

const SIZING = {
  maxModelLength: 32_768,
  enginesPerReplica: 3,
  ranksPerReplica: 7,
  workersPerRouter: 11,
  users: 13,
  modelsPerUser: 2,
  limitedUsers: 5,
  statusesPerUser: 3,
  endpoints: 17,
  applications: 19,
};

const title = ({ component, name, kind }: Metric) => `${component} ${kind} ${name}`;

function only(name: string, generation: string): readonly Metric[] {
  return catalogue.filter((metric) => metric.name === name && metric.generations.includes(generation));
}

function predicted(name: string, generation: string): number {
  return predictedSeries(only(name, generation), { generation, sizing: SIZING, features: [] });
}

test('every generation of every metric exists, in order', () => {
  const wrong = catalogue.filter(({ component, generations }) => {
    const known: readonly string[] = componentGenerations[component];
    const positions = generations.map((generation) => known.indexOf(generation));
    return generations.length === 0 || positions.some((position, index) => position <= (positions[index - 1] ?? -1));
  });
  expect(wrong.map(title)).toEqual([]);
});

test('no metric stands twice for one generation of one exporter', () => {
  const keys = catalogue.flatMap((metric) => metric.generations.map((generation) => `${title(metric)} ${generation}`));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('no metric ends in _created, which every monitor drops', () => {
  expect(catalogue.filter(({ name }) => name.endsWith('_created')).map(title)).toEqual([]);
});

test('the bounds of every grid rise', () => {
  const wrong = catalogue.filter((metric) => {
    const bounds = metric.kind === 'histogram' ? metric.buckets.bounds(SIZING) : [];
    return bounds.some((bound, index) => bound <= (bounds[index - 1] ?? Number.NEGATIVE_INFINITY));
  });
  expect(wrong.map(title)).toEqual([]);
});

test('what replaces a metric is itself in the catalogue, where it is one metric', () => {
  const names = new Set<string>(catalogue.map(({ name }) => name));
  const dangling = catalogue.filter(
    ({ replacedBy }) => /^[\w:]+$/.test(replacedBy ?? '') && !names.has(replacedBy ?? ''),
  );
  expect(dangling.map(title)).toEqual([]);
});

test('no measurement reads a metric that nothing ever sets, but those of the plugin that a later one may set', () => {
  const dead = catalogue.filter(({ name, emitted }) => metricsOfSignals.has(name) && emitted === false);
  expect(dead.map(({ name }) => name)).toEqual([
    'gateway_rate_limit_tokens',
    'gateway_quota_usage',
    'gateway_quota_limit',
    'gateway_errors_total',
  ]);
});

describe('a prediction multiplies what multiplies', () => {
  test.each([
    ['vllm:num_requests_running', 'v0', 1],
    ['vllm:num_requests_running', 'v1-0.12', 3],
    ['vllm:request_success_total', 'v1', 3 * 3],
    ['vllm:request_success_total', 'v1-0.12', 3 * 5],
    ['vllm:request_prompt_tokens', 'v0', 14 + 3],
    ['sglang:num_running_reqs', 'g1', 1],
    ['sglang:num_running_reqs', 'g2', 7],
    ['sglang:cached_tokens_total', 'g3', 1],
    ['sglang:cached_tokens_total', 'g4', 2],
    ['smg_worker_health', 'smg', 11],
    ['gateway_token_usage', 'current', 13 * 2 * 2],
    ['gateway_quota_limit', 'current', 0],
    ['envoy_cluster_membership_total', 'current', 19],
  ])('%s of %s has %i series', (name, generation, series) => {
    expect(predicted(name, generation)).toBe(series);
  });

  test('a metric that needs a feature counts only where the feature is on', () => {
    const metrics = only('sglang:kv_transfer_latency_ms', 'g5');
    const target = { generation: 'g5', sizing: { ...SIZING, ranksPerReplica: 1 } };
    expect(predictedSeries(metrics, { ...target, features: [] })).toBe(0);
    expect(predictedSeries(metrics, { ...target, features: ['disaggregation'] })).toBe(12 + 3);
  });
});

describe('custom resources', () => {
  const readings = [...resourceStates, tokenState].flatMap(({ metrics }) => metrics);

  test('every metric of the catalogue is read from a resource, and the other way round', () => {
    const known = catalogue.filter(({ component }) => component === 'customResources' || component === 'tokenLimits');
    expect(new Set(readings.map(({ metric }) => metric.name))).toEqual(new Set(known.map(({ name }) => name)));
  });

  test('a reading gives its metric exactly the labels that the catalogue names', () => {
    for (const { metrics, labelsFromPath } of [...resourceStates, tokenState]) {
      for (const { metric, reading, constant = {}, labelsFromPath: own = {}, named } of metrics) {
        const state = reading.type === 'StateSet' ? [reading.labelName] : [];
        const key = 'labelFromKey' in reading && reading.labelFromKey !== undefined ? [reading.labelFromKey] : [];
        const ofName = named === undefined ? [] : [named.label];
        const given = new Set([labelsFromPath, own, constant].flatMap(Object.keys).concat(state, key, ofName));
        expect([metric.name, ...[...given].sort()]).toEqual([metric.name, ...Object.keys(metric.labels).sort()]);
      }
    }
  });

  test('no path leads to the secret of an ArksToken', () => {
    const paths = tokenState.metrics.flatMap(({ reading, labelsFromPath = {} }) => [
      ...('path' in reading && reading.path !== undefined ? [reading.path] : []),
      ...Object.values(labelsFromPath),
    ]);
    expect(paths.filter((path) => path.includes('token'))).toEqual([]);
    expect(paths.filter((path) => path[0] === 'spec' && path.length === 1)).toEqual([]);
  });
});
