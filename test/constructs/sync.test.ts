import { ApiObject, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { writeSyncAnnotations } from '../../src/constructs/sync.js';
import { environmentOf } from '../support/environment.js';
import { objectsOf } from '../support/kubernetes-objects.js';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** Objects by the wave in which they are applied, those of one kind and component as one line. */
function waves(settings: object): Readonly<Record<string, readonly string[]>> {
  const entries = [...objectsOf(environmentOf(settings)).values()].map(({ kind, metadata }) => ({
    wave: metadata.annotations[WAVE] ?? 'none',
    line: `${kind} of ${metadata.labels['app.kubernetes.io/component']}`,
  }));
  const names = [...new Set(entries.map(({ wave }) => wave))].sort();
  const linesOf = (name: string) => [...new Set(entries.filter(({ wave }) => wave === name).map(({ line }) => line))];
  return Object.fromEntries(names.map((name) => [name, linesOf(name).sort()]));
}

const settings = { tenants: { namespaces: ['tenant-a'] }, surfaces: { customResources: { tokenLimits: true } } };
const { 3: view, ...before } = waves(settings);

describe('Argo CD applies', () => {
  test('access and configuration first, then workloads, then what watches them', () => {
    expect(before).toEqual({
      0: [
        'ClusterRole of custom-resources',
        'ClusterRoleBinding of custom-resources',
        'ClusterRoleBinding of operator',
        'ConfigMap of custom-resources',
        'RoleBinding of custom-resources',
        'Secret of operator',
        'ServiceAccount of custom-resources',
        'ServiceAccount of operator',
      ],
      1: ['Deployment of custom-resources', 'Service of custom-resources'],
      2: [
        'PodMonitor of disaggregated',
        'PodMonitor of envoy',
        'PodMonitor of router',
        'PrometheusRule of rules',
        'ServiceMonitor of custom-resources',
        'ServiceMonitor of gateway',
        'ServiceMonitor of operator',
        'ServiceMonitor of runtime',
      ],
    });
  });

  test('dashboards last, whoever brings them into Grafana', () => {
    expect(view).toEqual(['ConfigMap of dashboards']);
    expect(waves({ ...settings, grafana: { dashboards: { delivery: 'operator' } } })).toEqual({
      ...before,
      3: ['GrafanaDashboard of dashboards', 'GrafanaFolder of dashboards'],
    });
  });
});

test('nothing is a hook, which Argo CD would not compare with what is there', () => {
  const keys = [...objectsOf(environmentOf(settings)).values()].flatMap(({ metadata }) =>
    Object.keys(metadata.annotations),
  );
  expect([...new Set(keys.filter((key) => key.includes('argoproj')))]).toEqual([WAVE]);
});

test('a kind whose turn nobody decided is refused', () => {
  const chart = Testing.chart();
  new ApiObject(chart, 'late', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'late' } });
  expect(() => writeSyncAnnotations(chart)).toThrow('Job late: has no sync wave');
});
