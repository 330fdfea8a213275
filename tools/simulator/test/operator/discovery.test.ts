import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../../../test/support/environment.js';
import { endpointTargets, podTargets } from '../../operator/discovery.js';
import { scrapeJobs } from '../../operator/monitors.js';
import { relabeling } from '../../operator/relabel.js';

const ports = [{ number: 8080 }];
/** An engine whose sidecar, and whose container that only prepares, declare its port, too. */
const pod = {
  name: 'reason-0-decode-3',
  namespace: 'tenant-a',
  labels: {
    'arks.ai/application': 'reason',
    'arks.ai/work-load-role': 'leader',
    'arks.ai/disaggregation-role': 'decode',
  },
  containers: [
    { name: 'main', ports },
    { name: 'sidecar', ports },
  ],
  initContainers: [{ name: 'prepare', ports }],
  controller: { kind: 'StatefulSet', name: 'reason-0-decode' },
};
const service = {
  name: 'reason',
  namespace: 'tenant-a',
  labels: {},
  selector: { 'arks.ai/application': 'reason' },
  ports: [{ name: 'http', number: 8080 }],
};
const placeOf = () => ({ ip: '10.0.0.7' });
const meta = (labels: Readonly<Record<string, string>>, name: string) =>
  labels[`__meta_kubernetes_pod_container_${name}`];

describe('discovery finds containers as that of Prometheus does', () => {
  test('by pods, a target for each that declares a port, those that only prepare last and marked so', () => {
    const found = podTargets([pod], placeOf);
    expect(found.map(({ labels }) => [meta(labels, 'name'), meta(labels, 'init')])).toEqual([
      ['main', 'false'],
      ['sidecar', 'false'],
      ['prepare', 'true'],
    ]);
    expect(found.map(({ address }) => address)).toEqual(Array(3).fill('10.0.0.7:8080'));
    expect(new Set(found.map(({ labels }) => meta(labels, 'id'))).size).toBe(3);
  });

  test('by endpoints, one target, named after the last that declares its port', () => {
    const found = endpointTargets([service], [pod], placeOf);
    expect(found.map(({ labels }) => [meta(labels, 'name'), meta(labels, 'init')])).toEqual([['prepare', 'true']]);
  });

  test('a container that prepares without a port is an address without one', () => {
    const found = podTargets([{ ...pod, initContainers: [{ name: 'prepare', ports: [] }] }], placeOf);
    expect(found.at(-1)).toMatchObject({ address: '10.0.0.7', pod: { name: pod.name } });
  });
});

test.each([
  ['arks-disaggregated', {}],
  ['arks-router', { 'arks.ai/disaggregation-role': 'router' }],
])('%s makes targets that are alike of all containers of a pod, so that Prometheus keeps one', (monitor, labels) => {
  const job = scrapeJobs(environmentOf({})).find(({ config }) => config.job_name.split('/').at(-2) === monitor);
  const relabel = relabeling(job?.config.relabel_configs ?? []);
  const found = podTargets([{ ...pod, labels: { ...pod.labels, ...labels } }], placeOf);
  const kept = found.map((target) => stored(relabel({ ...target.labels, __address__: target.address })));
  expect(kept).toHaveLength(3);
  expect(new Set(kept).size).toBe(1);
  expect(kept[0]).not.toBe('nothing');
});

/** What is left of a target when the labels of discovery are gone, the address among it. */
function stored(labels: Readonly<Record<string, string>> | undefined): string {
  if (labels === undefined) return 'nothing';
  return JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => !name.startsWith('__meta_'))
      .sort(),
  );
}
