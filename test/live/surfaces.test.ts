import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { OF_PLATFORM } from '../../src/config/surfaces.js';
import type { Component } from '../../src/metrics/components.js';
import type { Feature } from '../../src/metrics/features.js';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { jobOf } from '../../src/scraping/jobs.js';
import { placesOf } from '../../src/scraping/places.js';
import { namespacesOf } from '../../src/scraping/platform-series.js';
import { metricsOf } from '../../src/scraping/surface-metrics.js';
import { keptMetrics } from '../../src/signals/kept-metrics.js';
import { storedAs } from '../../tools/simulator/test/feed-sample.js';
import { pods } from '../fixtures/arks-cluster.js';
import { expositionText, families, type Line } from '../support/exposition.js';
import { grouped } from '../support/grouped.js';
import { type ScrapedCluster, scrapeCluster } from './arks-scrape.js';
import { surfaceOf, targets } from './expected-targets.js';

/** Of these only errors are kept. */
const ERRORS_ONLY: readonly string[] = ['http_requests_total', 'sglang:http_responses_total'];
/** Of which nobody knows how many there are: paths that answer with errors, and what came with vLLM 0.32. */
const AT_MOST: readonly string[] = [...ERRORS_ONLY, 'vllm:admission_rejections_total'];
const isKept = ({ name, labels }: Line) =>
  !ERRORS_ONLY.includes(name) || /^[45]/.test(labels['status'] ?? labels['status_code'] ?? '');

let cluster: ScrapedCluster;

beforeAll(async () => {
  cluster = await scrapeCluster(inject('prometheus').prometheus);
});

afterAll(async () => {
  await cluster.stop();
});

test('finds exactly these targets, labelled exactly so, and every one answers', async () => {
  const up = await cluster.prometheus.query('up');
  const withoutAddress = up.map(({ metric: { __name__, instance, ...labels } }) => labels);
  expect(sortedByPod(withoutAddress)).toEqual(sortedByPod(targets));
  expect(up.filter(({ value }) => value !== 1)).toEqual([]);
});

describe('a scrape ends with exactly the series that the catalogue predicts', () => {
  const cases: readonly (readonly [string, Component[], string, Feature[]])[] = [
    ['chat-v1-0', ['vllm'], 'v1-0.12', []],
    ['chat-v0-0', ['vllm'], 'v0', []],
    ['talk-new-0', ['sglang'], 'g6', []],
    ['talk-g1-0', ['sglang'], 'g1', []],
    ['talk-old-0', ['sglang'], 'g0', []],
    ['reason-0-prefill-0', ['sglang'], 'g5', ['disaggregation']],
    ['arks-gateway-plugins-1', ['gateway'], 'current', []],
    ['arks-gateway-plugins-2', ['gateway'], 'current', []],
    ['envoy-arks-eg', ['envoy'], 'current', []],
    ['arks-operator-controller-manager-0', ['operator'], 'current', []],
    ['arks-custom-resources-6d', ['customResources', 'tokenLimits'], 'current', []],
  ];

  test.each(cases)('%s', async (pod, components, generation, features) => {
    const { sizing, scrape } = cluster.environment;
    const target = { generation, sizing, features };
    const metrics = keptMetrics(components, scrape.keep);
    const [kept] = await cluster.prometheus.query(`scrape_samples_post_metric_relabeling{pod="${pod}"}`);
    const some = await cluster.prometheus.query(`{pod="${pod}",__name__=~"${AT_MOST.join('|')}"}`);
    const ofSome = metrics.filter(({ name }) => AT_MOST.includes(name) && !scrape.keep.includes(name));
    expect(some.length).toBeLessThanOrEqual(predictedSeries(ofSome, target));
    const others = metrics.filter((metric) => !ofSome.includes(metric));
    expect((kept?.value ?? 0) - some.length).toBe(predictedSeries(others, target));
  });
});

describe('a scrape of a router, which has one of two modes and shows errors only after the first, stays below the prediction', () => {
  test.each([
    ['reason-0-scheduler-7f', 'smg'],
    ['legacy-router-5c', 'sgl_router'],
  ])('%s', async (pod, generation) => {
    const { sizing, scrape } = cluster.environment;
    const metrics = keptMetrics(['sglangRouter'], scrape.keep);
    const predicted = predictedSeries(metrics, { generation, sizing, features: [] });
    const [kept] = await cluster.prometheus.query(`scrape_samples_post_metric_relabeling{pod="${pod}"}`);
    expect(kept?.value).toBeGreaterThan(predicted / 4);
    expect(kept?.value).toBeLessThanOrEqual(predicted);
  });
});

test('keeps every series of every kept metric and no other', async () => {
  for (const pod of pods.filter(({ name }) => targets.some((target) => target['pod'] === name))) {
    const surface = surfaceOf(pod);
    const kept = metricsOf(surface, cluster.environment);
    const expected = families(expositionText(pod.exposition ?? ''))
      .filter(({ name }) => kept.some((metric) => metric.name === storedAs(name, {}).name))
      .flatMap(({ lines }) =>
        lines.filter((line) => isTraffic(line) && isKept(line)).map(({ name, labels }) => storedAs(name, labels).name),
      );
    const scraped = await cluster.prometheus.query(`{pod="${pod.name}",__name__!~"up|scrape_.+"}`);
    const ofResources =
      surface === 'customResources' ? await cluster.prometheus.query('{__name__=~"arks_.+"}') : scraped;
    expect([pod.name, ofResources.map(({ metric }) => metric['__name__']).sort()]).toEqual([pod.name, expected.sort()]);
  }
});

test('leaves native names, and drops what no signal reads', async () => {
  const names = new Set((await cluster.prometheus.query('{job!=""}')).map(({ metric }) => metric['__name__']));
  for (const kept of [
    'vllm:num_requests_running',
    'sglang:num_queue_reqs',
    'smg_worker_health',
    'gateway_token_usage',
  ]) {
    expect(names).toContain(kept);
  }
  for (const dropped of ['vllm:cache_config_info', 'sglang:func_latency_seconds_count', 'vllm:prompt_tokens_created']) {
    expect(names).not.toContain(dropped);
  }
  expect([...names].filter((name) => name?.endsWith('_created'))).toEqual([]);
});

describe('labels end up where a user expects them', () => {
  test('the tenant of the gateway is in namespace, the model in model, and no token anywhere', async () => {
    const tokens = await cluster.prometheus.query('gateway_token_usage{user="user1",type="input"}');
    // An instant query promises no order.
    expect(tokens.map(({ metric }) => [metric['pod'], metric['namespace'], metric['model']]).sort()).toEqual([
      ['arks-gateway-plugins-1', 'tenant-a', 'qwen-7b'],
      ['arks-gateway-plugins-2', 'tenant-a', 'qwen-7b'],
    ]);
    expect(await cluster.prometheus.query('{token!=""} or {exported_namespace!=""}')).toEqual([]);
  });

  test("the plugin's own process stays in the namespace where it runs", async () => {
    const goroutines = await cluster.prometheus.query('go_goroutines{pod="arks-gateway-plugins-1"}');
    expect(goroutines.map(({ metric }) => metric['namespace'])).toEqual(['arks-operator-system']);
  });

  test('what rules read in the namespace of a part of the platform alone is there, and all else of it is of tenants', async () => {
    const places = placesOf(cluster.environment);
    const jobs = OF_PLATFORM.map((part) => jobOf(part, cluster.environment)).join('|');
    const shown = await cluster.prometheus.query(`{job=~"${jobs}",__name__!~"up|scrape_.+"}`);
    const found = grouped(shown, ({ metric }) => metric['__name__'] ?? '');
    expect(found.size).toBeGreaterThan(50);
    for (const [name, series] of found) {
      const namespaces = [...new Set(series.map(({ metric }) => metric['namespace'] ?? ''))];
      const read = namespacesOf({ kind: 'selector', name, matchers: [] }, places);
      if (read.length > 0) expect([name, ...namespaces]).toEqual([name, ...read]);
      else expect([name, namespaces.some((one) => one.startsWith('tenant-'))]).toEqual([name, true]);
    }
  });

  test('an upstream cluster of Envoy carries the tenant and the model of its ArksEndpoint', async () => {
    const healthy = await cluster.prometheus.query('envoy_cluster_membership_healthy');
    expect(healthy.map(({ metric }) => [metric['namespace'], metric['model'] ?? 'none']).sort()).toEqual([
      // The route to /v1/models, which Arks ships for itself.
      ['arks-operator-system', 'none'],
      // The plugin, which Envoy asks about every request.
      ['envoy-gateway-system', 'none'],
      ['tenant-a', 'qwen-7b'],
      ['tenant-b', 'deepseek-r1'],
    ]);
  });

  test("probes of Envoy are nobody's traffic", async () => {
    const prefixes = await cluster.prometheus.query(
      'group by (envoy_http_conn_manager_prefix) (envoy_http_downstream_rq_xx)',
    );
    expect(prefixes.map(({ metric }) => metric['envoy_http_conn_manager_prefix'])).toEqual(['http-10080']);
  });

  test('endpoint is the route that the engine and the router mean', async () => {
    const routes = await cluster.prometheus.query('group by (endpoint) (sglang:http_requests_total)');
    expect(routes.map(({ metric }) => metric['endpoint']).sort()).toEqual(['/metrics', '/v1/chat/completions']);
    const routed = await cluster.prometheus.query('group by (endpoint) (smg_router_requests_total)');
    expect(routed.map(({ metric }) => metric['endpoint']).sort()).toEqual(['chat', 'generate']);
    expect(await cluster.prometheus.query('{exported_endpoint!=""}')).toEqual([]);
  });

  test('an application that names neither served model nor runtime has those that Arks takes', async () => {
    const infos = await cluster.prometheus.query('{__name__=~"arks_.*application_info"}');
    const said = infos.map(({ metric }) => ['application', 'model_name', 'runtime'].map((label) => metric[label]));
    expect(said.sort()).toEqual([
      ['chat', 'qwen-7b', 'vllm'],
      ['reason', 'deepseek-r1', 'sglang'],
    ]);
  });

  test('a custom resource is in its own namespace, and its exporter is not taken for a replica', async () => {
    const [quota] = await cluster.prometheus.query('arks_quota_spec_limit{quota_type="total"}');
    expect(quota?.metric).toMatchObject({ namespace: 'tenant-a', quota_name: 'basic', cluster: 'test-1' });
    const misleading = '{__name__=~"arks_.+",pod!=""} or {__name__=~"arks_.+",customresource_kind!=""}';
    expect(await cluster.prometheus.query(misleading)).toEqual([]);
  });
});

/** Series that the listener of Envoy's probes adds are dropped. */
function isTraffic({ labels }: Line): boolean {
  return !/^(admin|eg-.+)$/.test(labels['envoy_http_conn_manager_prefix'] ?? '');
}

function sortedByPod(labels: readonly Readonly<Record<string, string>>[]) {
  return [...labels].sort((a, b) => ((a['pod'] ?? '') < (b['pod'] ?? '') ? -1 : 1));
}
