import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ServiceMonitor } from '../../imports/monitoring.js';
import { isPodMonitor, isServiceMonitor } from '../../imports/schemas.js';
import { checkObjects } from '../../src/constructs/checks.js';
import { selectedPods, selectedServices } from '../../src/objects/selection.js';
import { planOf } from '../../src/plan/plan.js';
import { type Pod, pods, type Service, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { manifestsOf } from '../support/manifests.js';

const NAMESPACE = 'monitoring';

/** Pods as a monitor sees them: the ports of all containers together. */
const podShapes = pods.map((pod: Pod) => ({ ...pod, ports: pod.containers.flatMap(({ ports }) => ports) }));
const serviceShapes = services.map((service: Service) => ({
  ...service,
  ports: service.ports.map(({ name }) => name),
}));

function selectedBy(monitor: string, settings: object = {}): readonly string[] {
  const object = manifestsOf(environmentOf(settings)).get(monitor);
  const path = ({ namespace, name }: { namespace: string; name: string }) => `${namespace}/${name}`;
  if (isServiceMonitor(object)) return selectedServices(object.spec, NAMESPACE, serviceShapes).map(path);
  if (isPodMonitor(object)) return selectedPods(object.spec, NAMESPACE, podShapes).map(path);
  throw new Error(`${monitor} is no monitor`);
}

describe('each monitor selects exactly its targets', () => {
  test.each([
    [
      'ServiceMonitor.arks-runtime',
      ['tenant-a/arks-application-chat', 'tenant-a/arks-application-talk', 'tenant-b/arks-application-talk'],
    ],
    ['PodMonitor.arks-disaggregated', ['tenant-a/reason-0-prefill-0', 'tenant-b/legacy-decode-0']],
    ['PodMonitor.arks-router', ['tenant-a/reason-0-scheduler-7f', 'tenant-b/legacy-router-5c']],
    ['ServiceMonitor.arks-gateway', ['arks-operator-system/arks-gateway-plugins']],
    ['PodMonitor.arks-envoy', ['envoy-gateway-system/envoy-arks-eg']],
    ['ServiceMonitor.arks-operator', ['arks-operator-system/arks-operator-controller-manager-metrics-service']],
    ['ServiceMonitor.arks-custom-resources', ['monitoring/arks-custom-resources']],
  ])('%s', (monitor, expected) => {
    expect(selectedBy(monitor)).toEqual(expected);
  });
});

test('a list of tenants leaves out every other namespace', () => {
  const settings = { tenants: { namespaces: ['tenant-b'] } };
  expect(selectedBy('ServiceMonitor.arks-runtime', settings)).toEqual(['tenant-b/arks-application-talk']);
  expect(selectedBy('PodMonitor.arks-disaggregated', settings)).toEqual(['tenant-b/legacy-decode-0']);
  expect(selectedBy('PodMonitor.arks-router', settings)).toEqual(['tenant-b/legacy-router-5c']);
});

test('another gateway is another environment', () => {
  const settings = { gateway: { name: 'other-eg' } };
  expect(selectedBy('PodMonitor.arks-envoy', settings)).toEqual(['envoy-gateway-system/envoy-other-eg']);
});

test('a monitor that selects nothing Arks creates fails synth, by name', () => {
  const app = new App();
  const chart = new Chart(app, 'test', { disableResourceNameHashes: true });
  new ServiceMonitor(chart, 'nobody', {
    metadata: { name: 'nobody', namespace: NAMESPACE },
    spec: { selector: { matchLabels: { app: 'nobody' } }, endpoints: [{ port: 'http' }] },
  });
  checkObjects(chart, planOf(environmentOf({})));
  expect(() => app.synth()).toThrow('ServiceMonitor nobody: selects nothing that Arks creates');
});

test('two objects of one kind and name fail synth, since they would be one file', () => {
  const app = new App();
  const chart = new Chart(app, 'test', { disableResourceNameHashes: true });
  for (const namespace of ['tenant-a', 'tenant-b']) {
    new ServiceMonitor(chart, namespace, {
      metadata: { name: 'twice', namespace },
      spec: {
        selector: { matchLabels: { app: 'arks-gateway-plugins' } },
        namespaceSelector: { any: true },
        endpoints: [{ port: 'metrics' }],
      },
    });
  }
  checkObjects(chart, planOf(environmentOf({})));
  expect(() => app.synth()).toThrow('ServiceMonitor twice: there is another object of that kind and name');
});

describe('an object that breaks its schema fails synth with the path of the field, what is allowed and what was found', () => {
  const synth = (settings: object) => {
    const app = new App();
    const chart = new Chart(app, 'test', { disableResourceNameHashes: true });
    new ServiceMonitor(chart, 'odd', {
      metadata: { name: 'odd', namespace: NAMESPACE },
      spec: {
        selector: { matchLabels: { app: 'arks-gateway-plugins' } },
        namespaceSelector: { any: true },
        endpoints: [{ port: 'metrics', interval: '15x' }],
      },
    });
    checkObjects(chart, planOf(environmentOf(settings)));
    return () => app.synth();
  };
  const field = 'ServiceMonitor odd: spec\\.endpoints\\.0\\.interval must match pattern .*, got "15x"';

  test('at the start of the file where no setting says it', () => {
    expect(synth({})).toThrow(new RegExp(`environments/test\\.yaml:1:1: ${field}$`));
  });

  test('at the one setting that says it', () => {
    const settings = { cluster: { name: 'eu-1' }, monitoring: { annotations: { every: '15x' } } };
    expect(synth(settings)).toThrow(
      new RegExp(`test\\.yaml:5:12: ${field}, as only monitoring\\.annotations\\.every says$`),
    );
  });
});

test('a metric to keep that no enabled surface exposes fails synth, by name', () => {
  const settings = {
    runtimes: ['vllm'],
    scrape: { keep: ['sglang:utilization'] },
    surfaces: { disaggregated: { enabled: false } },
  };
  expect(() => manifestsOf(environmentOf(settings))).toThrow(
    /:5:7: scrape\.keep\[0\] must be a metric of .* got "sglang:utilization"/,
  );
});
