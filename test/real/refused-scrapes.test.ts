import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { prometheus3 } from '../../tools/real/prometheus-versions.js';
import { metaLabels, replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { environmentOf } from '../support/environment.js';

const VERSIONS = [
  ['2', async () => inject('prometheus').prometheus],
  ['3', async () => (await prometheus3()).prometheus],
] as const;

/** A page for each path, as it is at that moment; the slow one comes after the timeout, and one does not say what it is. */
async function serve(pages: Readonly<Record<string, () => string>>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const status = url === '/error' ? 500 : 200;
    const type = url === '/no-type' ? {} : { 'content-type': 'text/plain; version=0.0.4' };
    const send = () => response.writeHead(status, type).end(pages[url]?.() ?? '');
    if (url === '/slow') setTimeout(send, 2_000);
    else send();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound: AddressInfo | string | null = server.address();
  return `127.0.0.1:${property(bound, 'port')}`;
}

const LIMITS = {
  sample_limit: 10,
  label_limit: 8,
  label_name_length_limit: 20,
  label_value_length_limit: 50,
  body_size_limit: '2000B',
};
const TEN_LABELS = Array.from({ length: 10 }, (_, index) => `l${index}="x"`).join(',');

/** What is wrong with a page, and what Prometheus says of its scrape: `up`, samples that it read and samples that relabeling left. */
const PAGES = {
  '/fine': ['a 1\nb 2\n', [1, 2, 2]],
  '/empty': ['', [1, 0, 0]],
  '/too-many-samples': [Array.from({ length: 13 }, (_, index) => `a{l="${index}"} 1\n`).join(''), [0, 13, 13]],
  '/too-many-labels': [`a 1\na{${TEN_LABELS}} 1\nb 2\n`, [0, 2, 1]],
  '/too-many-labels-at-first': [`a{${TEN_LABELS}} 1\n`, [0, 1, 0]],
  '/long-label': [`a 1\na{l="${'x'.repeat(60)}"} 1\n`, [0, 2, 1]],
  '/long-label-name': [`a 1\na{${'x'.repeat(30)}="1"} 1\n`, [0, 2, 1]],
  '/no-sample-in-a-line': ['a 1\nb 1\nnot a sample at all\n', [0, 2, 2]],
  '/no-sample-in-the-first-line': ['not a sample at all\na 1\nb 1\n', [0, 0, 0]],
  '/no-type-in-the-first-line': ['# TYPE a of-no-kind\na 1\n', [0, 0, 0]],
  '/too-large': [`a 1\n# HELP a ${'x'.repeat(3_000)}\n`, [0, 0, 0]],
  '/slow': ['a 1\n', [0, 0, 0]],
  '/error': ['a 1\n', [0, 0, 0]],
} as const;
/** A page that does not say in which format it is, which Prometheus 2 takes for text. */
const NO_TYPE = ['/no-type', 'a 1\nb 2\n'] as const;

const SAID = ['up', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling'] as const;

async function saidOf(prometheus: PrometheusServer, name: string) {
  const found = await prometheus.query(name);
  return new Map(found.map(({ metric, value }) => [metric['path'], value]));
}

/** Series of applications, 14 each, as the exporter of the custom resources shows them. */
const application = (namespace: string, name: string) => {
  const labels = `namespace="${namespace}",application="${name}"`;
  const series = [
    ...['Pending', 'Checking', 'Loading', 'Creating', 'Running', 'Failed'].map(
      (phase) => `arks_application_status_phase{${labels},phase="${phase}"} ${phase === 'Running' ? 1 : 0}`,
    ),
    ...['spec_replicas', 'status_replicas', 'status_replicas_ready', 'status_replicas_updated'].map(
      (field) => `arks_application_${field}{${labels},role="unified"} 0`,
    ),
    `arks_application_info{${labels},runtime="vllm",arks_model="m",model_name="m"} 1`,
    ...['Prechecked', 'Loaded', 'Ready'].map(
      (condition) => `arks_application_status_condition{${labels},condition="${condition}"} 1`,
    ),
  ];
  return `${series.join('\n')}\n`;
};

/** Series of a user at the plugin. */
const user = (namespace: string, name: string) => {
  const labels = `namespace="${namespace}",user="${name}",model="m"`;
  const bounds = [...Array.from({ length: 12 }, (_, index) => String(index + 1)), '+Inf'];
  const series = [
    ...['200', '429', '500'].map((status) => `gateway_requests_total{${labels},status="${status}"} 3`),
    ...bounds.map((le) => `gateway_request_duration_seconds_bucket{${labels},status="200",le="${le}"} 3`),
    ...['sum', 'count'].map((end) => `gateway_request_duration_seconds_${end}{${labels},status="200"} 3`),
  ];
  return `${series.join('\n')}\n`;
};

const many = (count: number, one: (namespace: string, name: string) => string) =>
  Array.from({ length: count }, (_, index) => one('tenant-a', `mine-${index}`)).join('');

/** What discovery says of the pod behind a Service of the platform. */
const platformMeta = (
  namespace: string,
  service: string,
  port: string,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  namespace,
  service_name: service,
  ...metaLabels('service', labels),
  endpoint_port_name: port,
  endpoint_address_target_kind: 'Pod',
  endpoint_address_target_name: `${service}-0`,
  pod_name: `${service}-0`,
  pod_phase: 'Running',
  pod_container_name: 'c',
});

const CUSTOM_RESOURCES = platformMeta('monitoring', 'arks-custom-resources', 'http-metrics', {
  'app.kubernetes.io/name': 'arks-monitoring',
  'app.kubernetes.io/component': 'custom-resources',
});
const PLUGIN = platformMeta('arks-operator-system', 'arks-gateway-plugins', 'metrics', { app: 'arks-gateway-plugins' });

const EVERY_TWO_SECONDS = {
  scrape: { interval: '2s', timeout: '2s' },
  surfaces: { envoy: { enabled: false }, operator: { enabled: false } },
};
const environment = environmentOf(EVERY_TWO_SECONDS);
const PATIENCE_SECONDS = 120;
/** Rules are so many times faster: ArksGatewayDown waits 10 s for five minutes, ArksCustomResourcesDown 20 s for ten. */
const SPEED = 30;
const LONGER_THAN_ANY_DOWN_SECONDS = 30;

describe.each(VERSIONS)('Prometheus %s', (version, provide) => {
  test('reads samples of a scrape that it refuses, and none of a target that does not answer', async () => {
    const pages = [...Object.entries(PAGES).map(([path, [page]]) => [path, page] as const), NO_TYPE];
    const paths = pages.map(([path]) => path);
    const address = await serve(Object.fromEntries(pages.map(([path, page]) => [path, () => page])));
    const dead = { targets: ['127.0.0.1:9'], labels: { path: '/nobody' } };
    const prometheus = await startPrometheus(await provide(), {
      scrape_configs: [
        {
          job_name: 'limited',
          scrape_interval: '1s',
          scrape_timeout: '1s',
          ...LIMITS,
          relabel_configs: [{ source_labels: ['path'], target_label: '__metrics_path__' }],
          static_configs: [...paths.map((path) => ({ targets: [address], labels: { path } })), dead],
        },
      ],
    });
    onTestFinished(prometheus.stop);
    const twice = async () => (await prometheus.query('count_over_time(up[1m]) >= 3')).length;
    const targets = paths.length + 1;
    await prometheus.until('scraping every target', PATIENCE_SECONDS, async () => (await twice()) === targets);
    const [up, read, left] = await Promise.all(SAID.map((name) => saidOf(prometheus, name)));
    const said = [...paths, '/nobody'].map((path) => [path, [up?.get(path), read?.get(path), left?.get(path)]]);
    const expected = Object.entries(PAGES).map(([path, [, numbers]]) => [path, numbers]);
    const untyped = [NO_TYPE[0], version === '2' ? [1, 2, 2] : [0, 0, 0]];
    expect(said).toEqual([...expected, untyped, ['/nobody', [0, 0, 0]]]);
    // A page that stays as it is adds its series once, though each scrape of it is refused.
    const added = await saidOf(prometheus, 'scrape_series_added');
    expect(added.get('/too-many-samples')).toBe(0);
  });

  test('a page that cannot be read from its first line on is told as a process that is down, and one from its last on as refused', async () => {
    const unreadable = 'not a sample at all\n';
    const address = await serve({ '/metrics': () => `${unreadable}a 1\n` });
    const refused = await serve({ '/metrics': () => `a 1\n${unreadable}` });
    const prometheus = await scrapeReal({
      prometheus: await provide(),
      environment: environmentOf({ ...EVERY_TWO_SECONDS, alerts: { thresholds: { replicaStart: '5m' } } }),
      speed: SPEED,
      targets: [
        { monitor: 'arks-gateway', address, meta: PLUGIN },
        { monitor: 'arks-runtime', address, meta: replicaMeta('tenant-a', 'unreadable') },
        { monitor: 'arks-custom-resources', address: refused, meta: CUSTOM_RESOURCES },
        { monitor: 'arks-runtime', address: refused, meta: replicaMeta('tenant-a', 'refused') },
      ],
    });
    onTestFinished(prometheus.stop);
    const told = async () => {
      const found = await prometheus.query('ALERTS{alertname=~"Arks.*(Down|Refused)",alertstate="firing"}');
      return found.map(({ metric }) => `${metric['alertname']} ${metric['pod'] ?? metric['job']}`).sort();
    };
    await prometheus.until('telling of each', PATIENCE_SECONDS, async () => (await told()).length >= 4);
    const lasting = `count_over_time(ALERTS{alertname=~"Arks.*(Down|Refused)",alertstate="firing"}[${LONGER_THAN_ANY_DOWN_SECONDS}s]) > 25`;
    await prometheus.until('lasting', PATIENCE_SECONDS, async () => (await prometheus.query(lasting)).length >= 4);
    expect(await told()).toEqual([
      'ArksGatewayDown arks-gateway-plugins',
      'ArksRuntimeScrapeRefused refused-0',
      'ArksRuntimeTargetDown unreadable-0',
      'ArksScrapeRefused arks-custom-resources-0',
    ]);
  });

  test('a tenant who makes many objects leaves the others their alerts up to the limit, and is told above it as no process that is down', async () => {
    let objects = 0;
    const resources = await serve({
      '/metrics': () => application('tenant-b', 'honest') + many(objects, application),
    });
    const plugin = await serve({
      '/metrics': () =>
        [
          user('tenant-b', 'honest'),
          'gateway_quota_usage{namespace="tenant-b",quota_name="q",type="total"} 150\n',
          'gateway_quota_limit{namespace="tenant-b",quota_name="q",type="total"} 100\n',
          many(objects, user),
        ].join(''),
    });
    const prometheus = await scrapeReal({
      prometheus: await provide(),
      environment,
      speed: SPEED,
      targets: [
        {
          monitor: 'arks-custom-resources',
          address: resources,
          meta: CUSTOM_RESOURCES,
        },
        {
          monitor: 'arks-gateway',
          address: plugin,
          meta: PLUGIN,
        },
      ],
    });
    onTestFinished(prometheus.stop);
    const firing = async (alert: string) =>
      (await prometheus.query(`ALERTS{alertname=~"${alert}",alertstate="firing"}`)).map(({ metric }) => metric);
    const until = (what: string, check: () => Promise<boolean>) => prometheus.until(what, PATIENCE_SECONDS, check);
    const samples = async (job: string) =>
      (await prometheus.query(`scrape_samples_post_metric_relabeling{job="${job}"}`))[0]?.value ?? 0;
    const ofHonest = async () => (await firing('ArksQuotaExhausted')).map(({ namespace }) => namespace);

    await until('the honest quota being told', async () => (await firing('ArksQuotaExhausted')).length > 0);
    objects = 2_000;
    await until('warning', async () => (await firing('ArksScrapeBudgetExceeded')).length === 2);
    expect(await samples('arks-custom-resources')).toBe(28_014);
    expect(await samples('arks-gateway-plugins')).toBeGreaterThan(20_000);
    expect(await ofHonest()).toEqual(['tenant-b']);
    expect(await firing('Arks.*(Down|Refused)')).toEqual([]);

    objects = 5_000;
    await until('refusing', async () => (await firing('ArksScrapeRefused')).length === 2);
    const told = await firing('ArksScrapeRefused');
    expect(told.map(({ job, namespace, pod, severity }) => [job, namespace, pod, severity]).sort()).toEqual([
      ['arks-custom-resources', 'monitoring', 'arks-custom-resources-0', 'critical'],
      ['arks-gateway-plugins', 'arks-operator-system', 'arks-gateway-plugins-0', 'critical'],
    ]);
    const lasting = `min_over_time(ALERTS{alertname="ArksScrapeRefused",alertstate="firing"}[${LONGER_THAN_ANY_DOWN_SECONDS}s]) == 1 and count_over_time(ALERTS{alertname="ArksScrapeRefused",alertstate="firing"}[${LONGER_THAN_ANY_DOWN_SECONDS}s]) > 25`;
    await until('lasting', async () => (await prometheus.query(lasting)).length === 2);
    expect(await firing('Arks.*Down')).toEqual([]);

    objects = 0;
    await until('recovering', async () => (await firing('ArksScrapeRefused')).length === 0);
    await until('the honest quota being told again', async () => (await ofHonest()).includes('tenant-b'));
  });
});
