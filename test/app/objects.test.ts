import { describe, expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { objectsOf } from '../support/kubernetes-objects.js';

const environment = environmentOf({
  monitoring: {
    namespace: 'watch',
    selectorLabels: { release: 'stack-7' },
    labels: { team: 'llm' },
    annotations: { 'example.com/owner': 'ops@example.com' },
  },
  tenants: { namespaces: ['tenant-a', 'tenant-b'] },
  surfaces: { customResources: { tokenLimits: true } },
});
const objects = [...objectsOf(environment)];
const ofKind = (...kinds: string[]) => objects.filter(([, { kind }]) => kinds.includes(kind));
/** The label and the annotations by which Argo CD may track; it writes one of them itself. */
const TRACKING = ['app.kubernetes.io/instance', 'argocd.argoproj.io/tracking-id', 'argocd.argoproj.io/installation-id'];
const CLUSTER_KINDS = ['ClusterRole', 'ClusterRoleBinding'];

describe('every object', () => {
  test.each(objects)('%s is alone in the file of its kind and name', (file, { kind, metadata }) => {
    expect(file).toBe(`${kind}.${metadata.name}`);
  });

  test.each(objects)('%s has the recommended labels, and those of the environment', (_, { metadata }) => {
    expect(metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'arks-monitoring',
      'app.kubernetes.io/component': expect.stringMatching(/^[a-z-]+$/),
      'app.kubernetes.io/part-of': 'arks',
      'app.kubernetes.io/managed-by': 'cdk8s',
      team: 'llm',
    });
    expect(metadata.annotations['example.com/owner']).toBe('ops@example.com');
  });

  test.each(objects)('%s leaves to Argo CD what Argo CD tracks by', (_, { metadata }) => {
    const keys = [...Object.keys(metadata.labels), ...Object.keys(metadata.annotations)];
    expect(keys.filter((key) => TRACKING.includes(key))).toEqual([]);
  });

  test.each(objects)('%s is in the monitoring namespace, unless its kind or a tenant says otherwise', (_, object) => {
    const { kind, metadata } = object;
    if (kind === 'RoleBinding') expect(metadata.namespace).toMatch(/^tenant-[ab]$/);
    else expect(metadata.namespace).toBe(CLUSTER_KINDS.includes(kind) ? undefined : 'watch');
  });
});

test('the labels by which Prometheus selects are on the monitors and rules, and on nothing else', () => {
  const selected = objects.filter(([, { metadata }]) => metadata.labels['release'] === 'stack-7');
  expect(ofKind('PodMonitor', 'ServiceMonitor').length).toBe(7);
  expect(selected).toEqual(ofKind('PodMonitor', 'PrometheusRule', 'ServiceMonitor'));
  const others = objects.filter((entry) => !selected.includes(entry));
  expect(others.filter(([, { metadata }]) => 'release' in metadata.labels)).toEqual([]);
});

test('the only Secret is written without anything secret', () => {
  const secrets = ofKind('Secret');
  expect(secrets.map(([file]) => file)).toEqual(['Secret.arks-operator-metrics-token']);
  expect(secrets.flatMap(([, object]) => Object.keys(object)).sort()).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'type',
  ]);
});

test('a surface that is switched off leaves no object behind', () => {
  const others = ['disaggregated', 'router', 'gateway', 'envoy', 'operator', 'customResources'];
  const surfaces = Object.fromEntries(others.map((name) => [name, { enabled: false }]));
  const names = [...objectsOf(environmentOf({ surfaces })).keys()];
  const runbooks = names.filter((name) => name.startsWith('ConfigMap.arks-runbook'));
  expect(runbooks).toContain('ConfigMap.arks-runbook-runtime-stalled');
  expect(names.filter((name) => !name.startsWith('PrometheusRule.') && !runbooks.includes(name))).toEqual([
    'ConfigMap.arks-overview',
    'ConfigMap.arks-runtime',
    'ConfigMap.arks-slo',
    'ConfigMap.arks-troubleshooting',
    'ServiceMonitor.arks-runtime',
  ]);
  expect(names.filter((name) => /router|disaggregat|gateway|operator|control-plane/.test(name))).toEqual([]);
});
