import { endpointTargets, fileTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import type { Sample } from '@arks-monitoring/simulator/prometheus/answers.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ALERT_LABELS } from '../../src/config/label-names.js';
import { SURFACES, type SurfaceName } from '../../src/config/surfaces.js';
import { securityRows, securityText, type Word } from '../docs/security-table.js';
import { type Pod, pods, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { prometheusConfig } from './arks-scrape.js';
import { type Answer, type ExpositionServer, serveExpositions, serveExpositionsOverTls } from './exposition-server.js';

/** What an exporter says of itself under every name that says who a series belongs to. */
const CLAIMED = 'claimed';
const CLUSTER = 'test-1';
const claims = [...ALERT_LABELS, ...ALERT_LABELS.map((label) => `exported_${label}`)]
  .map((label) => `${label}="${CLAIMED}"`)
  .join(',');

/** A target of each surface, and a metric that it keeps. */
const targets: Readonly<Record<SurfaceName, readonly [pod: string, metric: string]>> = {
  runtime: ['chat-v1-0', 'vllm:num_requests_running'],
  unmanagedRuntime: ['summarize-0', 'trtllm_scheduled_batch_size'],
  disaggregated: ['reason-0-prefill-0', 'sglang:num_running_reqs'],
  router: ['reason-0-scheduler-7f', 'smg_worker_health'],
  gateway: ['arks-gateway-plugins-1', 'gateway_requests_total'],
  envoy: ['envoy-arks-eg', 'envoy_cluster_membership_total'],
  operator: ['arks-operator-controller-manager-0', 'workqueue_depth'],
  customResources: ['arks-custom-resources-6d', 'arks_quota_spec_limit'],
};
/** Where a target shows its metrics, if not at /metrics. */
const PATHS: Readonly<Partial<Record<SurfaceName, string>>> = {
  unmanagedRuntime: '/prometheus/metrics',
  envoy: '/stats/prometheus',
};
const OF_ENVOY = `,envoy_cluster_name="httproute/${CLAIMED}/${CLAIMED}/rule/0"`;
/** Names that are ours, or Prometheus' own: nobody else's word. */
const FORGED = [
  ...['up', 'ALERTS', 'ALERTS_FOR_STATE', 'scrape_samples_post_metric_relabeling', 'scrape_samples_scraped'],
  ...['application:arks_replicas:count', 'cluster:arks_rules_evaluated:timestamp', 'slo:arks_bad:rate5m'],
];
/** Engines of both kinds show it, and rightly so. */
const [, SHARED] = targets.disaggregated;
const metrics = SURFACES.map((surface) => targets[surface][1]);

/** The page of a target: the metric that its surface keeps, those of all others, and what no exporter has to say. */
const pageOf = (surface: SurfaceName): string =>
  [
    ...metrics
      .filter((name) => surface !== 'runtime' || name !== SHARED)
      .map((name) => `${name}{${claims}${surface === 'envoy' ? OF_ENVOY : ''}} 7`),
    ...FORGED.map((name) => `${name}{${claims}} 1`),
    '',
  ].join('\n');

let servers: readonly ExpositionServer[] = [];
let prometheus: PrometheusServer;
const scraped = SURFACES.map((surface, index) => {
  const pod = pods.find(({ name }) => name === targets[surface][0]);
  if (pod === undefined) throw new Error(`there is no pod ${targets[surface][0]}`);
  return { surface, pod, ip: `127.0.10.${index + 1}` };
});

beforeAll(async () => {
  const answers = (secure: boolean) =>
    new Map(
      scraped
        .filter(({ surface }) => (surface === 'operator') === secure)
        .map(({ surface, ip }): [string, Answer] => [
          ip,
          { path: PATHS[surface] ?? '/metrics', body: pageOf(surface) },
        ]),
    );
  const plain = await serveExpositions(answers(false));
  const secure = await serveExpositionsOverTls(answers(true));
  servers = [plain, secure];
  const placeOf = (pod: Pod) => {
    const found = scraped.find((one) => one.pod === pod);
    return { ip: found?.ip ?? '', port: found?.surface === 'operator' ? secure.port : plain.port };
  };
  const settings = {
    scrape: { interval: '1s', timeout: '1s', labelLimit: 120 },
    runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
    surfaces: {
      router: { port: plain.port },
      unmanagedRuntime: { selector: { 'app.kubernetes.io/component': 'trtllm-serve' } },
    },
  };
  const nameless = prometheusConfig(environmentOf(settings)).scrape_configs;
  const named = prometheusConfig(environmentOf({ ...settings, cluster: { name: CLUSTER } })).scrape_configs;
  const again = named.map((job) => ({ ...job, job_name: `${job.job_name}/named` }));
  const found = scraped.map(({ pod }) => pod);
  prometheus = await startPrometheus(
    inject('prometheus').prometheus,
    { scrape_configs: [...nameless, ...again] },
    {
      'endpoints.json': fileTargets(endpointTargets(services, found, placeOf)),
      'pods.json': fileTargets(podTargets(found, placeOf)),
    },
  );
  await prometheus.until('scraping every target with and without the name of the cluster', 30, async () => {
    const up = await prometheus.query('up == 1');
    return up.length === 2 * SURFACES.length && (await stored()).length === 2 * SURFACES.length;
  });
});

afterAll(async () => {
  await prometheus.stop();
  for (const server of servers) await server.close();
});

const stored = () => prometheus.query(`{__name__=~"${metrics.join('|')}"}`);

/** The series of a surface, where the cluster has a name or has none. */
async function seriesOf(surface: SurfaceName, cluster?: string): Promise<Sample['metric']> {
  const [pod, metric] = targets[surface];
  const ip = scraped.find((one) => one.pod.name === pod)?.ip ?? '';
  const found = (await stored()).filter(
    ({ metric: labels }) =>
      labels['__name__'] === metric && labels['instance']?.startsWith(`${ip}:`) && labels['cluster'] === cluster,
  );
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${surface} must store one series, got ${found.length}`);
  return first.metric;
}

/** Whose word a label is: that of the exporter, that of the target, or nobody's. */
function told(labels: Sample['metric'], label: string): 'exporter' | 'target' | 'nobody' {
  const value = labels[label];
  if (value === undefined) return 'nobody';
  return value === CLAIMED ? 'exporter' : 'target';
}
const OF_TARGET: readonly Word[] = ['kubernetes', 'pod', 'environment'];
const meant = (word: Word) => (OF_TARGET.includes(word) ? 'target' : word);

test.each(SURFACES)('at %s each label is said by whom docs/security.md says', async (surface) => {
  const rows = securityRows(securityText).filter((row) => row.surface === surface);
  expect(rows.length).toBeGreaterThan(ALERT_LABELS.length - 1);
  const [nameless, named] = [await seriesOf(surface), await seriesOf(surface, CLUSTER)];
  const others = rows.filter(({ label }) => label !== 'cluster');
  for (const labels of [nameless, named]) {
    const found = others.map(({ label }) => [label, told(labels, label)]);
    expect(found).toEqual(others.map(({ label, word }) => [label, meant(word)]));
  }
});

test('which cluster a series is of is the word of the environment alone, and under no other name that of an exporter', async () => {
  for (const surface of SURFACES) {
    const [nameless, named] = [await seriesOf(surface), await seriesOf(surface, CLUSTER)];
    expect([surface, told(nameless, 'cluster'), named['cluster']]).toEqual([surface, 'nobody', CLUSTER]);
    const aside = [nameless, named].flatMap((labels) =>
      Object.keys(labels).filter((name) => /^exported_.*cluster$/.test(name)),
    );
    expect([surface, aside]).toEqual([surface, []]);
  }
});

test('no exporter records, fires an alert or says that a target is up', async () => {
  const forged = await prometheus.query(`{__name__=~"${FORGED.join('|')}",slo="${CLAIMED}"}`);
  expect(forged).toEqual([]);
  expect(await prometheus.query('{__name__=~"ALERTS.*|.+:arks_.+"}')).toEqual([]);
  expect(await prometheus.query('up')).toHaveLength(2 * SURFACES.length);
});

test('no exporter says what another has to say', async () => {
  const names = (await stored()).map(({ metric }) => metric['__name__']);
  expect(names.sort()).toEqual([...metrics, ...metrics].sort());
});
