import { endpointTargets, fileTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pods as ordinary, type Pod, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { prometheusConfig } from './arks-scrape.js';
import { type ExpositionServer, serveExpositions } from './exposition-server.js';

const STATE_IP = '127.0.9.1';
const router = (name: string, number: number): Pod => ({
  name,
  namespace: 'tenant-a',
  labels: { 'arks.ai/application': 'reason', 'arks.ai/disaggregation-role': 'router' },
  containers: [{ name: 'main', ports: [{ number }] }],
  controller: { kind: 'ReplicaSet', name: 'reason-router-6d9f7b5c8' },
});
/** A pod in which a sidecar and a container that only prepares declare every port once more. */
const repeated = (pod: Pod): Pod => {
  const ports = pod.containers.flatMap((container) => container.ports);
  const again = (name: string) => ({ name, ports });
  return { ...pod, containers: [...pod.containers, again('sidecar')], initContainers: [again('prepare')] };
};
const ofEverySurface = ['chat-v1-0', 'reason-0-prefill-0', 'arks-gateway-plugins-1', 'envoy-arks-eg'];
const ips: readonly (readonly [Pod, string])[] = [
  [router('router-of-ipv6', 8080), 'fd00::7'],
  [repeated(router('router-of-ipv4', 8080)), '127.0.9.7'],
  ...ordinary
    .filter(({ name }) => ofEverySurface.includes(name))
    .map((pod, index): readonly [Pod, string] => [repeated(pod), `127.0.9.${index + 11}`]),
  [
    repeated({
      name: 'arks-custom-resources-7',
      namespace: 'monitoring',
      labels: { 'app.kubernetes.io/name': 'arks-monitoring', 'app.kubernetes.io/component': 'custom-resources' },
      containers: [{ name: 'kube-state-metrics', ports: [{ name: 'http-metrics', number: 8080 }] }],
    }),
    STATE_IP,
  ],
];
const STATE = `# TYPE arks_application_info gauge
arks_application_info{application="says-all",arks_model="qwen",model_name="qwen-7b",runtime="sglang"} 1
arks_application_info{application="says-nothing",arks_model="qwen"} 1
# TYPE arks_disaggregated_application_info gauge
arks_disaggregated_application_info{application="pd-says-all",arks_model="r1",model_name="r1-chat",runtime="vllm"} 1
arks_disaggregated_application_info{application="pd-says-nothing",arks_model="r1"} 1
`;

let server: ExpositionServer;
let prometheus: PrometheusServer;

beforeAll(async () => {
  server = await serveExpositions(new Map([[STATE_IP, { path: '/metrics', body: STATE }]]));
  const environment = environmentOf({
    cluster: { label: 'site', name: 'a$1' },
    scrape: { interval: '1s', timeout: '1s' },
    surfaces: { router: { port: 9107 } },
  });
  const pods = ips.map(([pod]) => pod);
  const placeOf = (pod: Pod) => ({ ip: ips.find(([other]) => other === pod)?.[1] ?? '', port: server.port });
  prometheus = await startPrometheus(inject('prometheus').prometheus, prometheusConfig(environment), {
    'endpoints.json': fileTargets(endpointTargets(services, pods, placeOf)),
    'pods.json': fileTargets(podTargets(pods, placeOf)),
  });
  await prometheus.until('scraping every target', 30, async () => {
    const up = await prometheus.query('up');
    return up.length >= ips.length && (await prometheus.query('arks_application_info')).length > 0;
  });
});

afterAll(async () => {
  await prometheus.stop();
  await server.close();
});

test('every pod is one target, however many of its containers declare the port', async () => {
  const up = await prometheus.query('up');
  expect(up.map(({ metric }) => metric['pod']).sort()).toEqual(ips.map(([{ name }]) => name).sort());
});

test('a router is asked on its metrics port, whichever family its address is of', async () => {
  const routers = await prometheus.query('up{role="router"}');
  expect(routers.map(({ metric }) => [metric['pod'], metric['instance']]).sort()).toEqual([
    ['router-of-ipv4', '127.0.9.7:9107'],
    ['router-of-ipv6', '[fd00::7]:9107'],
  ]);
});

test('the cluster is under the label of its own choice, and a $ in its name is a $', async () => {
  const up = await prometheus.query('up');
  expect(up.map(({ metric }) => [metric['site'], metric['cluster']])).toEqual(ips.map(() => ['a$1', undefined]));
});

test('an application keeps the served name and runtime that it says, and else has those that Arks takes', async () => {
  const infos = await prometheus.query('{__name__=~"arks_.+_info"}');
  const said = infos.map(({ metric }) => ['application', 'model_name', 'runtime'].map((label) => metric[label]));
  expect(said.sort()).toEqual([
    ['pd-says-all', 'r1-chat', 'vllm'],
    ['pd-says-nothing', 'r1', 'sglang'],
    ['says-all', 'qwen-7b', 'sglang'],
    ['says-nothing', 'qwen', 'vllm'],
  ]);
});
