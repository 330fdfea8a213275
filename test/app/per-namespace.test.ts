import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { type KubernetesObject, objectsOf } from '../support/kubernetes-objects.js';
import { monitorsOf } from '../support/monitors.js';
import { ruleGroups } from '../support/rules.js';

const TENANTS = ['tenant-b', 'tenant-a'];
const apart = (settings: object = {}) => ({
  tenants: { namespaces: TENANTS },
  scrape: { monitors: 'perNamespace' },
  ...settings,
});
const objectsWith = (settings: object) => [...objectsOf(environmentOf(settings)).values()];
const isMonitor = ({ kind }: KubernetesObject) => /Monitor$|Scrape$/.test(kind);
const placed = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).sort();

describe('with monitors in the namespaces of their targets', () => {
  const objects = objectsWith(apart());

  test('each tenant has one of each kind of engine, and each part of the platform is watched from where it is', () => {
    expect(placed(objects.filter(isMonitor))).toEqual([
      'PodMonitor envoy-gateway-system/arks-envoy.monitoring',
      'PodMonitor tenant-a/arks-disaggregated-tenant-a.monitoring',
      'PodMonitor tenant-a/arks-router-tenant-a.monitoring',
      'PodMonitor tenant-b/arks-disaggregated-tenant-b.monitoring',
      'PodMonitor tenant-b/arks-router-tenant-b.monitoring',
      'ServiceMonitor arks-operator-system/arks-gateway.monitoring',
      'ServiceMonitor arks-operator-system/arks-operator.monitoring',
      'ServiceMonitor monitoring/arks-custom-resources',
      'ServiceMonitor tenant-a/arks-runtime-tenant-a.monitoring',
      'ServiceMonitor tenant-b/arks-runtime-tenant-b.monitoring',
    ]);
  });

  test('no monitor names a namespace, so that none depends on being allowed to', () => {
    const specs = monitorsOf(environmentOf(apart())).map(({ spec }) => spec);
    expect(specs).toHaveLength(10);
    expect(specs.filter((spec) => 'namespaceSelector' in spec)).toEqual([]);
  });

  test('everything else stays where it was, but for what the monitor of the operator reads', () => {
    const others = (all: readonly KubernetesObject[]) => new Set(placed(all.filter((object) => !isMonitor(object))));
    const together = others(objectsWith({ tenants: { namespaces: TENANTS } }));
    const moved = [...others(objects)].filter((one) => !together.has(one));
    expect(moved).toEqual([
      'Secret arks-operator-system/arks-operator-metrics-token.monitoring',
      'ServiceAccount arks-operator-system/arks-operator-metrics.monitoring',
    ]);
  });

  test('the token of the operator is that of the account beside it, which may read its metrics', () => {
    const [secret] = objects.filter(({ kind }) => kind === 'Secret');
    expect(secret?.metadata.annotations['kubernetes.io/service-account.name']).toBe('arks-operator-metrics.monitoring');
    const bound = z.looseObject({ subjects: z.array(z.unknown()) });
    const bindings = objects.filter(({ metadata }) => metadata.name.startsWith('arks-operator-metrics-reader'));
    expect(bindings.flatMap((object) => bound.parse(object).subjects)).toEqual([
      { kind: 'ServiceAccount', name: 'arks-operator-metrics.monitoring', namespace: 'arks-operator-system' },
    ]);
    const credentials = monitorsOf(environmentOf(apart())).flatMap(({ endpoints }) =>
      endpoints.flatMap(({ authorization }) => authorization?.credentials ?? []),
    );
    expect(credentials).toEqual([{ name: 'arks-operator-metrics-token.monitoring', key: 'token' }]);
  });

  test('another install in the cluster has no object of the same name, though both watch the same tenants and the same Arks', () => {
    const keys = (namespace: string) => placed(objectsWith(apart({ monitoring: { namespace } })));
    const others = new Set(keys('monitoring-dev'));
    expect(keys('monitoring').filter((key) => others.has(key))).toEqual([]);
  });

  test('what is in our own namespace keeps its name', () => {
    const own = objectsWith(apart({ arks: { namespace: 'monitoring' }, gateway: { envoyNamespace: 'monitoring' } }));
    const ofPlatform = own.filter((object) => isMonitor(object) && object.metadata.namespace === 'monitoring');
    expect(ofPlatform.map(({ metadata }) => metadata.name).sort()).toEqual([
      'arks-custom-resources',
      'arks-envoy',
      'arks-gateway',
      'arks-operator',
    ]);
  });

  test('a Prometheus that may read three namespaces only may find targets in each that has a monitor', () => {
    const monitoring = { prometheusServiceAccount: { name: 'prometheus-k8s' } };
    const all = objectsWith(apart({ monitoring }));
    const bound = all.filter(({ metadata }) => metadata.name.startsWith('arks-prometheus-discovery-'));
    const namespaces = (some: readonly KubernetesObject[]) => [
      ...new Set(some.map(({ metadata }) => metadata.namespace)),
    ];
    expect(namespaces(bound).sort()).toEqual(namespaces(all.filter(isMonitor)).sort());
  });

  test.each([
    ['VictoriaMetrics', { rules: { target: 'victoriametrics' }, cluster: { name: 'a' } }, 'VMPodScrape'],
    [
      'Azure',
      {
        rules: { target: 'azure', interval: '1m' },
        scrape: { monitors: 'perNamespace', target: 'azure' },
        cluster: { name: 'a' },
        surfaces: { customResources: { enabled: false } },
      },
      'PodMonitor',
    ],
  ])('they are those of %s where it scrapes', (_, settings, kind) => {
    const monitors = objectsWith(apart(settings)).filter(isMonitor);
    expect(placed(monitors)).toContain(`${kind} tenant-b/arks-router-tenant-b.monitoring`);
    expect(JSON.stringify(monitors)).not.toContain('namespaceSelector');
  });
});

describe('wherever monitors are', () => {
  const [together, perNamespace] = [{ tenants: { namespaces: TENANTS } }, apart()].map((one) => environmentOf(one));

  test('rules, alerts and dashboards are the same, letter by letter', () => {
    if (together === undefined || perNamespace === undefined) throw new Error('there must be two environments');
    expect(ruleGroups(perNamespace)).toEqual(ruleGroups(together));
    expect(planOf(perNamespace).drawn).toEqual(planOf(together).drawn);
  });

  test('each target is predicted once, whatever the number of tenants', () => {
    if (together === undefined || perNamespace === undefined) throw new Error('there must be two environments');
    const forecasts = (environment: typeof together) => planOf(environment).scraped.flatMap((one) => one.forecasts);
    expect(forecasts(perNamespace)).toEqual(forecasts(together));
  });
});
