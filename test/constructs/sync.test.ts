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
const { 0: first, 1: rest, ...later } = waves(settings);

describe('Argo CD applies', () => {
  test('access and configuration first, which only have to exist, and nothing later than the one workload', () => {
    expect(first).toEqual([
      'ClusterRole of custom-resources',
      'ClusterRoleBinding of custom-resources',
      'ClusterRoleBinding of operator',
      'ConfigMap of custom-resources',
      'RoleBinding of custom-resources',
      'Secret of operator',
      'ServiceAccount of custom-resources',
      'ServiceAccount of operator',
    ]);
    expect(rest).toEqual([
      'ConfigMap of dashboards',
      'Deployment of custom-resources',
      'PodMonitor of disaggregated',
      'PodMonitor of envoy',
      'PodMonitor of router',
      'PrometheusRule of rules',
      'Service of custom-resources',
      'ServiceMonitor of custom-resources',
      'ServiceMonitor of gateway',
      'ServiceMonitor of operator',
      'ServiceMonitor of runtime',
    ]);
    expect(later).toEqual({});
  });

  test('dashboards, rules and monitors beside the workload, whoever reads them', () => {
    const victoria = { rules: { target: 'victoriametrics' }, cluster: { name: 'a' } };
    const { 1: others, ...before } = waves({
      ...settings,
      ...victoria,
      grafana: { dashboards: { delivery: 'operator' } },
    });
    expect(others).toEqual(
      expect.arrayContaining([
        'Deployment of custom-resources',
        'GrafanaDashboard of dashboards',
        'GrafanaFolder of dashboards',
        'VMPodScrape of envoy',
        'VMRule of rules',
        'VMServiceScrape of gateway',
      ]),
    );
    expect(before).toEqual({ 0: first });
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
