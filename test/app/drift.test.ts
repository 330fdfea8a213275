import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { DEFAULTS } from '../support/api-defaults.js';
import { asStored, withoutField } from '../support/api-server.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { asObject } from '../support/kubernetes-objects.js';

const everything = environmentOf(
  {
    runtimes: [...RUNTIMES],
    tenants: { namespaces: ['tenant-a', 'tenant-b'] },
    surfaces: {
      customResources: { tokenLimits: true, networkPolicy: { enabled: true } },
      unmanagedRuntime: { selector: { engine: 'own' } },
    },
    grafana: { dashboards: { delivery: 'operator' } },
    argocd: {
      repoUrl: 'https://git.example.com/watch.git',
      destination: 'eu-7',
      ignoreDifferences: [{ kind: 'Secret', jsonPointers: ['/data'], reason: 'the cluster fills it in' }],
    },
  },
  'everything',
);
const inV2 = environmentOf(
  { grafana: { dashboards: { delivery: 'operator', format: 'v2', runbooks: { off: 'published' } } } },
  'v2',
);
const ofVictoriaMetrics = environmentOf({ rules: { target: 'victoriametrics' } }, 'victoria');
const ofGoogle = environmentOf({ rules: { target: 'gke' } }, 'google');
const collected = {
  scrape: { target: 'gke' },
  rules: { target: 'gke' },
  surfaces: { gateway: { enabled: false }, envoy: { enabled: false }, customResources: { enabled: false } },
};
const byGoogle = environmentOf({ ...collected, tenants: { namespaces: ['tenant-a'] } }, 'collected');
const byGoogleEverywhere = environmentOf(collected, 'collected-everywhere');
const ofAzure = environmentOf(
  {
    cluster: { name: 'aks-1' },
    scrape: { target: 'azure' },
    rules: { target: 'azure', interval: '1m' },
    surfaces: { customResources: { enabled: false } },
  },
  'azure',
);
const environments: readonly Environment[] = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames),
  everything,
  inV2,
  ofVictoriaMetrics,
  ofGoogle,
  byGoogle,
  byGoogleEverywhere,
  ofAzure,
];
const objects = createApp(environments, 'unused').charts.flatMap((chart) =>
  chart
    .toJson()
    .map(asObject)
    .map((object) => [`${chart.node.id}: ${object.kind} ${object.metadata.name}`, object] as const),
);

describe('Argo CD finds no difference, since the API server has nothing to add to or to take from', () => {
  test.each(objects)('%s', (_, object) => {
    expect(asStored(object)).toStrictEqual(object);
  });

  test('any kind that there is', () => {
    expect([...new Set(objects.map(([, { kind }]) => kind))].sort()).toEqual(Object.keys(DEFAULTS).sort());
  });
});

describe('a default that is not written out is a difference', () => {
  test.each([
    ['Deployment', 'spec.revisionHistoryLimit'],
    ['Deployment', 'spec.template.spec.containers[].livenessProbe.periodSeconds'],
    ['Deployment', 'spec.template.spec.volumes[].configMap.defaultMode'],
    ['Service', 'spec.sessionAffinity'],
    ['Service', 'spec.ports[].targetPort'],
    ['ClusterRoleBinding', 'roleRef.apiGroup'],
    ['NetworkPolicy', 'spec.ingress[].ports[].protocol'],
    ['NetworkPolicy', 'spec.policyTypes'],
    ['ServiceMonitor', 'spec.endpoints[].relabelings[].action'],
    ['PodMonitor', 'spec.podMetricsEndpoints[].metricRelabelings[].action'],
    ['GrafanaFolder', 'spec.allowCrossNamespaceImport'],
    ['GrafanaDashboard', 'spec.resyncPeriod'],
    ['GrafanaManifest', 'spec.resyncPeriod'],
  ])('of %s: %s', (kind, path) => {
    const [object] = objects.flatMap(([, other]) => (other.kind === kind ? [other] : []));
    const shorter = asObject(withoutField(object, path));
    expect(shorter).not.toStrictEqual(object);
    expect(asStored(shorter)).not.toStrictEqual(shorter);
  });
});
