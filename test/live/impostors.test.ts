import { endpointTargets, fileTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pods, services } from '../fixtures/arks-cluster.js';
import { impostorPods, impostorServices } from '../fixtures/impostors.js';
import { environmentOf } from '../support/environment.js';
import { prometheusConfig } from './arks-scrape.js';
import { targets } from './expected-targets.js';

const placeOf = () => ({ ip: '127.0.0.1', port: 9 });
const discovered = {
  'endpoints.json': fileTargets(
    endpointTargets([...services, ...impostorServices], [...pods, ...impostorPods], placeOf),
  ),
  'pods.json': fileTargets(podTargets([...pods, ...impostorPods], placeOf)),
};
const environment = environmentOf({
  cluster: { name: 'test-1' },
  scrape: { interval: '1s', timeout: '1s' },
  runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
  surfaces: {
    router: { port: 9 },
    unmanagedRuntime: { selector: { 'app.kubernetes.io/component': 'trtllm-serve' } },
  },
});

let prometheus: PrometheusServer;

beforeAll(async () => {
  prometheus = await startPrometheus(inject('prometheus').prometheus, prometheusConfig(environment), discovered);
  await prometheus.until(
    'asking every target',
    30,
    async () => (await prometheus.query('up')).length >= targets.length,
  );
});

afterAll(() => prometheus.stop());

const isImpostor = ({ namespace, pod }: Readonly<Record<string, string>>) =>
  impostorPods.some((one) => one.namespace === namespace && one.name === pod);

test('what a tenant calls as the parts of the platform are called is no target', async () => {
  const up = await prometheus.query('up');
  expect(up.map(({ metric }) => metric).filter(isImpostor)).toEqual([]);
  expect(up.map(({ metric }) => `${metric['namespace']}/${metric['pod']}`).sort()).toEqual(
    targets.map(({ namespace, pod }) => `${namespace}/${pod}`).sort(),
  );
});

test('no impostor is too strange to be found: without the rules of ours each of them would be', () => {
  const ours = /^__tmp_arks|__meta_kubernetes_pod_(label_arks_ai_application|controller_kind)$/;
  const found = scrapeJobs(environment).flatMap(({ role, config }) => {
    const rules = config.relabel_configs.filter(
      ({ action, source_labels = [], target_label = '' }) =>
        action === 'replace' || action === undefined || !ours.test(target_label || (source_labels[0] ?? '')),
    );
    const relabel = relabeling(rules);
    const files = discovered[role === 'endpoints' ? 'endpoints.json' : 'pods.json'];
    return files.map(({ targets: [address], labels }) => relabel({ ...labels, __address__: address }));
  });
  const impostors = found.flatMap((labels) => (labels !== undefined && isImpostor(labels) ? labels['pod'] : []));
  expect([...new Set(impostors)].sort()).toEqual(impostorPods.map(({ name }) => name).sort());
});

test('nor is any of them where monitors are beside their targets, and what is found has the same labels', () => {
  const tenants = { namespaces: ['tenant-a', 'tenant-b'] };
  const found = (monitors: string) => {
    const jobs = scrapeJobs(environmentOf({ tenants, scrape: { monitors } }));
    const labelled = jobs.flatMap(({ role, config }) => {
      const relabel = relabeling(config.relabel_configs);
      const files = discovered[role === 'endpoints' ? 'endpoints.json' : 'pods.json'];
      return files.map(({ targets: [address], labels }) => relabel({ ...labels, __address__: address }) ?? {});
    });
    const kept = labelled.map((labels) => Object.entries(labels).filter(([name]) => !name.startsWith('__')));
    return [...new Set(kept.map((labels) => JSON.stringify(labels.sort())))].filter((text) => text !== '[]').sort();
  };
  const beside = found('perNamespace');
  expect(beside.length).toBeGreaterThan(10);
  expect(beside).toEqual(found('together'));
});
