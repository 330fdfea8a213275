import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { type KubernetesObject, objectsOf } from '../support/kubernetes-objects.js';

const NAME = 'arks-custom-resources';

const binding = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  roleRef: z.unknown(),
  subjects: z.unknown(),
});
const role = z.object({
  rules: z.array(
    z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) }),
  ),
});
const operatorMonitor = z.object({
  spec: z.object({ endpoints: z.tuple([z.object({ authorization: z.object({ credentials: z.unknown() }) })]) }),
});
const customResourceState = z.object({
  spec: z.object({
    resources: z.array(z.looseObject({ groupVersionKind: z.object({ kind: z.string() }) })),
  }),
});
const stateConfigMap = z.object({ data: z.object({ 'config.yaml': z.string() }) });

const objectsWith = (settings: object) => [...objectsOf(environmentOf(settings)).values()];
const named = (objects: readonly KubernetesObject[], kind: string, name: string) =>
  objects.filter((object) => object.kind === kind && object.metadata.name === name);

describe('with a list of tenants', () => {
  const objects = objectsWith({
    tenants: { namespaces: ['tenant-b', 'tenant-a'] },
    monitoring: { namespace: 'watch' },
  });

  test('the role is bound in each of their namespaces to the account that reads', () => {
    const bindings = objects.filter(({ kind }) => kind === 'RoleBinding').map((object) => binding.parse(object));
    expect(bindings).toEqual(
      ['tenant-a', 'tenant-b'].map((namespace) => ({
        metadata: { name: `${NAME}-${namespace}.watch`, namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `${NAME}.watch` },
        subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: 'watch' }],
      })),
    );
  });

  test('the role is not bound in the whole cluster', () => {
    expect(named(objects, 'ClusterRoleBinding', `${NAME}.watch`)).toEqual([]);
    expect(named(objects, 'ClusterRole', `${NAME}.watch`)).toHaveLength(1);
  });
});

test('with all tenants the role is bound in the whole cluster, and in no namespace', () => {
  const objects = objectsWith({ tenants: { namespaces: 'all' } });
  expect(named(objects, 'ClusterRoleBinding', `${NAME}.monitoring`)).toHaveLength(1);
  expect(objects.filter(({ kind }) => kind === 'RoleBinding')).toEqual([]);
});

test('a namespace as long as Kubernetes allows gets its role binding', () => {
  const namespace = 'n'.repeat(63);
  const objects = objectsWith({ tenants: { namespaces: [namespace] } });
  expect(objects.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata }) => metadata.namespace)).toEqual([
    namespace,
  ]);
});

describe('the token for the operator', () => {
  const READER = ['ServiceAccount', 'Secret', 'ClusterRoleBinding'];
  const ofOperator = (objects: readonly KubernetesObject[]) =>
    objects.filter(({ metadata }) => metadata.labels['app.kubernetes.io/component'] === 'operator');
  const credentials = (objects: readonly KubernetesObject[]) =>
    named(objects, 'ServiceMonitor', 'arks-operator').map(
      (object) => operatorMonitor.parse(object).spec.endpoints[0].authorization.credentials,
    );

  test('comes from a Secret, an account and a binding of our own where the environment names no Secret', () => {
    const objects = objectsWith({});
    expect(ofOperator(objects).map(({ kind }) => kind)).toEqual(expect.arrayContaining(READER));
    expect(credentials(objects)).toEqual([{ name: 'arks-operator-metrics-token', key: 'token' }]);
  });

  test.each([
    [{ name: 'their.own', key: 'bearer' }, 'bearer'],
    [{ name: 'arks-operator-metrics-token' }, 'token'],
  ])('comes from %j where the environment names it, and no object stands in its way', (tokenSecret, key) => {
    const objects = objectsWith({ surfaces: { operator: { tokenSecret } } });
    expect(ofOperator(objects).map(({ kind }) => kind)).toEqual(['ServiceMonitor']);
    expect(credentials(objects)).toEqual([{ name: tokenSecret.name, key }]);
  });
});

test('the token of the operator is issued to an account that exists and is bound to the reader role', () => {
  const objects = objectsWith({ monitoring: { namespace: 'watch' } });
  const [secret] = named(objects, 'Secret', 'arks-operator-metrics-token');
  const account = secret?.metadata.annotations['kubernetes.io/service-account.name'] ?? '';
  expect(named(objects, 'ServiceAccount', account).map(({ metadata }) => metadata.namespace)).toEqual(['watch']);
  expect(named(objects, 'ClusterRoleBinding', 'arks-operator-metrics-reader.watch')).toMatchObject([
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'arks-operator-metrics-reader' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'watch' }],
    },
  ]);
});

test('a person who follows the pages applies the accounts before the Secret that names one', () => {
  const pages = ['README.md', 'docs/synth.md'].map((file) => readFileSync(join(PROJECT, file), 'utf8'));
  const applied = pages.map((page) => page.split('\n').filter((line) => /^ *kubectl apply/.test(line)));
  // Kustomize orders kinds: accounts before Secrets.
  const ordered = expect.stringMatching(/--server-side -k dist\/quickstart$/);
  expect(applied).toEqual([[ordered], [ordered]]);
});

test('no page applies the folder of an environment as files, among which kubectl refuses the list for Kustomize', () => {
  const pages = readdirSync(join(PROJECT, 'docs'), { encoding: 'utf8', recursive: true }).filter((file) =>
    file.endsWith('.md'),
  );
  const lines = pages.flatMap((file) => readFileSync(join(PROJECT, 'docs', file), 'utf8').split('\n'));
  const applying = lines.filter((line) => /kubectl apply.* dist\/(?!argocd)/.test(line));
  expect(applying.length).toBeGreaterThan(5);
  expect(applying.filter((line) => !line.includes('kubectl apply --server-side -k dist/'))).toEqual([]);
});

describe('the rate limits of ArksTokens', () => {
  const without = objectsWith({});
  const opted = objectsWith({ surfaces: { customResources: { tokenLimits: true } } });
  const resources = (objects: readonly KubernetesObject[]) =>
    named(objects, 'ClusterRole', `${NAME}.monitoring`).flatMap((object) => role.parse(object).rules);

  test('are read only where the environment opts in', () => {
    expect(resources(without).flatMap((rule) => rule.resources)).not.toContain('arkstokens');
    expect(resources(opted).flatMap((rule) => rule.resources)).toContain('arkstokens');
    expect(JSON.stringify(opted)).toContain('ArksToken');
    // Alerts may say in words where a limit is set, and a panel what it would show.
    const said = (object: (typeof without)[number]) =>
      object.kind === 'PrometheusRule' || JSON.stringify(object).includes('"grafana_dashboard"');
    const read = without.filter((object) => !said(object));
    expect(JSON.stringify(read)).not.toMatch(/arks_?token/i);
  });

  test('come with a right on that kind, beside those that are always read, by the names of the API', () => {
    const always = ['arksapplications', 'arksdisaggregatedapplications', 'arksendpoints', 'arksmodels', 'arksquotas'];
    expect(resources(without).flatMap((rule) => rule.resources)).toEqual(always);
    expect(resources(opted).flatMap((rule) => rule.resources)).toEqual([...always, 'arkstokens']);
  });

  test.each([
    ['with', opted],
    ['without', without],
  ])('%s them every rule of the role allows list and watch, and nothing else', (_, objects) => {
    expect(resources(objects).map(({ apiGroups, verbs }) => ({ apiGroups, verbs }))).toEqual([
      { apiGroups: ['arks.ai'], verbs: ['list', 'watch'] },
    ]);
  });

  test('are read without a path that names the secret field', () => {
    const configs = named(opted, 'ConfigMap', NAME).map((object) =>
      parse(stateConfigMap.parse(object).data['config.yaml']),
    );
    const paths = configs.flatMap(textLists);
    expect(paths).toContainEqual(['spec', 'qos']);
    expect(paths).toContainEqual(['metadata', 'name']);
    expect(paths.filter((path) => path.some((part) => /token/i.test(part)))).toEqual([]);
  });

  test('are read without a path that would publish a whole object', () => {
    const configs = named(opted, 'ConfigMap', NAME).map((object) =>
      parse(stateConfigMap.parse(object).data['config.yaml']),
    );
    expect(configs.flatMap(textLists).filter((path) => path.length === 0)).toEqual([]);
    const ofTokens = configs.flatMap((config) =>
      customResourceState
        .parse(config)
        .spec.resources.filter(({ groupVersionKind }) => groupVersionKind.kind === 'ArksToken'),
    );
    expect(ofTokens).toHaveLength(1);
    expect(ofTokens.flatMap(textLists).filter((path) => path.join('.') === 'spec')).toEqual([]);
  });
});

/** Every list of texts anywhere in a value: in a custom-resource configuration, its paths and lists of states. */
function textLists(value: unknown): readonly (readonly string[])[] {
  const list = z.array(z.string()).safeParse(value);
  if (list.success) return [list.data];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textLists);
}

const GKE = {
  scrape: { target: 'gke' },
  rules: { target: 'gke' },
  surfaces: { gateway: { enabled: false }, envoy: { enabled: false }, customResources: { enabled: false } },
};

describe('two installs in one cluster share no object, whatever its namespace', () => {
  test.each([
    ['over one Arks', {}],
    ['with monitors beside their targets', { scrape: { monitors: 'perNamespace' } }],
    ['where the collector of Google Cloud scrapes', GKE],
  ])('%s', (_, settings) => {
    const tenants = { namespaces: ['tenant-a', 'tenant-b'] };
    const keys = (namespace: string) =>
      objectsWith({ tenants, monitoring: { namespace }, ...settings }).map(
        ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
      );
    const others = new Set(keys('monitoring-dev'));
    expect(keys('monitoring').filter((key) => others.has(key))).toEqual([]);
  });
});

describe('a Prometheus that may not read the namespaces of Arks', () => {
  const account = { prometheusServiceAccount: { name: 'prometheus-k8s' } };
  const discovery = (objects: readonly KubernetesObject[]) =>
    objects.filter(({ metadata }) => metadata.name.startsWith('arks-prometheus-discovery'));

  test('gets nothing unless it is named', () => {
    expect(discovery(objectsWith({ tenants: { namespaces: ['tenant-a'] } }))).toEqual([]);
  });

  test('may find pods, Services and endpoints where tenants are listed and where the platform is, and nothing else', () => {
    const objects = discovery(objectsWith({ monitoring: account, tenants: { namespaces: ['tenant-b', 'tenant-a'] } }));
    const bindings = objects.filter(({ kind }) => kind === 'RoleBinding').map((object) => binding.parse(object));
    expect(bindings.map(({ metadata }) => metadata.namespace).sort()).toEqual([
      'arks-operator-system',
      'envoy-gateway-system',
      'monitoring',
      'tenant-a',
      'tenant-b',
    ]);
    for (const { roleRef, subjects } of bindings) {
      expect(roleRef).toMatchObject({ kind: 'ClusterRole', name: 'arks-prometheus-discovery.monitoring' });
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'prometheus-k8s', namespace: 'monitoring' }]);
    }
    const rules = objects.filter(({ kind }) => kind === 'ClusterRole').flatMap((object) => role.parse(object).rules);
    expect(rules.flatMap(({ resources }) => resources)).toEqual(['endpoints', 'pods', 'services', 'endpointslices']);
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    expect(objects.map(({ kind }) => kind)).not.toContain('ClusterRoleBinding');
  });

  test('may find them everywhere where every namespace may be a tenant', () => {
    const elsewhere = { prometheusServiceAccount: { name: 'prometheus', namespace: 'openshift-monitoring' } };
    const objects = discovery(objectsWith({ monitoring: elsewhere }));
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['ClusterRole', 'ClusterRoleBinding']);
    expect(named(objects, 'ClusterRoleBinding', 'arks-prometheus-discovery.monitoring')).toMatchObject([
      { subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'openshift-monitoring' }] },
    ]);
  });
});
