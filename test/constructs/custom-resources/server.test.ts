import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { environmentOf } from '../../support/environment.js';
import { constructedObject, objectsOf } from '../../support/kubernetes-objects.js';

const NAME = 'arks-custom-resources';
const deployment = z.object({
  spec: z.object({
    strategy: z.unknown(),
    template: z.object({
      spec: z.looseObject({ containers: z.tuple([z.looseObject({ args: z.array(z.string()) })]) }),
    }),
  }),
});

function deployed(settings: object = {}) {
  const { strategy, template } = deployment.parse(
    constructedObject(environmentOf(settings), `Deployment.${NAME}`),
  ).spec;
  return { strategy, pod: template.spec, container: template.spec.containers[0] };
}

test('a new pod waits until the old one is gone, since two would publish every series twice', () => {
  expect(deployed().strategy).toEqual({ type: 'Recreate' });
});

describe('several pods', () => {
  const objects = (settings: object) => objectsOf(environmentOf({ surfaces: { customResources: settings } }));
  const shape = z.object({
    spec: z.object({
      replicas: z.number(),
      selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
      strategy: z.unknown(),
      template: z.object({
        metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        spec: z.object({ containers: z.tuple([z.object({ args: z.array(z.string()) })]) }),
      }),
    }),
  });

  test('that publish everything are replaced one after the other', () => {
    const { spec } = shape.parse(objects({ replicas: 2 }).get(`Deployment.${NAME}`));
    expect(spec.replicas).toBe(2);
    expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } });
    expect(spec.template.spec.containers[0].args.join(' ')).not.toContain('shard');
  });

  test('that publish a share each are Deployments of their own, which select no pod of another, behind one Service', () => {
    const all = objects({ shards: 3 });
    expect(all.has(`Deployment.${NAME}`)).toBe(false);
    const shards = [0, 1, 2].map((shard) => shape.parse(all.get(`Deployment.${NAME}-${shard}`)).spec);
    for (const [shard, { replicas, selector, template }] of shards.entries()) {
      expect(replicas).toBe(1);
      expect(template.spec.containers[0].args).toContain(`--shard=${shard}`);
      expect(template.spec.containers[0].args).toContain('--total-shards=3');
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      const others = shards.filter((_, other) => other !== shard).map((other) => other.template.metadata.labels);
      const selected = others.filter((labels) =>
        Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value),
      );
      expect(selected).toEqual([]);
    }
    const service = z.object({ spec: z.object({ selector: z.record(z.string(), z.string()) }) });
    const { selector } = service.parse(all.get(`Service.${NAME}`)).spec;
    for (const { template } of shards) expect(template.metadata.labels).toMatchObject(selector);
  });

  test('need no more rights than one: a shard is told its number', () => {
    const rights = (settings: object) =>
      [...objects(settings)].filter(([name]) => /Role/.test(name)).map(([, object]) => object);
    expect(rights({ shards: 3 })).toEqual(rights({}));
  });
});

test('the image is one that cannot change, and says its version', () => {
  expect(deployed().container['image']).toMatch(/^[\w./-]+:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
});

test('the container has no user, no capability and nothing it could write to', () => {
  const { container, pod } = deployed();
  expect(container['securityContext']).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsGroup: 65534,
    runAsNonRoot: true,
    runAsUser: 65534,
  });
  expect(pod['securityContext']).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
});

test('each probe asks a path that kube-state-metrics has, on the port that has it', () => {
  const { container } = deployed();
  expect(container['livenessProbe']).toMatchObject({ httpGet: { path: '/livez', port: 8080 } });
  expect(container['readinessProbe']).toMatchObject({ httpGet: { path: '/readyz', port: 8081 } });
});

test('it publishes custom resources only, on the ports that the Service and the probes name', () => {
  expect(deployed().container.args).toEqual([
    '--custom-resource-state-only=true',
    '--custom-resource-state-config-file=/etc/arks-custom-resources/config.yaml',
    '--port=8080',
    '--telemetry-port=8081',
  ]);
});

test('namespaces of 5,000 tenants are as many arguments as Linux starts a program with, each once and in order', () => {
  const names = Array.from({ length: 5_000 }, (_, tenant) =>
    `tenant-${String(tenant).padStart(4, '0')}-`.padEnd(63, 'x'),
  );
  const { container } = deployed({ tenants: { namespaces: names } });
  expect(spawnSync('true', container.args).error).toBeUndefined();
  const given = container.args.filter((one) => one.startsWith('--namespaces='));
  expect(given.map((one) => one.length <= 131_071)).toEqual([true, true, true]);
  expect(given.flatMap((one) => one.replace('--namespaces=', '').split(','))).toEqual(names);
});

test.each([
  [2_047, 1],
  [2_048, 2],
])('an argument is as long as it may be: %s names of 63 letters are %s', (count, expected) => {
  const names = Array.from({ length: count }, (_, tenant) => `t${tenant}`.padEnd(63, 'x'));
  const { container } = deployed({ tenants: { namespaces: names } });
  expect(container.args.filter((one) => one.startsWith('--namespaces='))).toHaveLength(expected);
});

test('with a list of tenants it looks into their namespaces only', () => {
  const { container } = deployed({ tenants: { namespaces: ['tenant-b', 'tenant-a'] } });
  expect(container.args.at(-1)).toBe('--namespaces=tenant-a,tenant-b');
});

test('the pod runs as the account that may read, under the one of its names that Kustomize follows', () => {
  expect(deployed().pod).toMatchObject({ serviceAccountName: NAME });
  expect(deployed().pod).not.toHaveProperty('serviceAccount');
});

test('the pod says nothing that goes without saying', () => {
  const fields = Object.keys(deployed().pod);
  expect(fields.filter((field) => ['hostNetwork', 'setHostnameAsFQDN'].includes(field))).toEqual([]);
});

describe('where the pod runs, and as what', () => {
  const placed = (settings: object) => deployed({ surfaces: { customResources: settings } });

  test('is as the environment says, in the words of Kubernetes', () => {
    const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
    const { pod, container } = placed({
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'nvidia.com/gpu', value: 'a7', effect: 'NoSchedule' }, { operator: 'Exists' }],
      affinity,
      priorityClassName: 'monitoring',
      imagePullSecrets: ['mirror'],
      extraArgs: ['--use-apiserver-cache=true'],
    });
    expect(pod).toMatchObject({
      nodeSelector: { pool: 'system' },
      tolerations: [
        { key: 'nvidia.com/gpu', operator: 'Equal', value: 'a7', effect: 'NoSchedule' },
        { operator: 'Exists' },
      ],
      affinity,
      priorityClassName: 'monitoring',
      imagePullSecrets: [{ name: 'mirror' }],
    });
    expect(container.args.at(-1)).toBe('--use-apiserver-cache=true');
  });

  test('goes without saying where the environment says nothing', () => {
    const fields = ['nodeSelector', 'tolerations', 'affinity', 'priorityClassName', 'imagePullSecrets'];
    expect(Object.keys(deployed().pod).filter((field) => fields.includes(field))).toEqual([]);
  });

  test('is left to a platform that assigns users, which still must not be root', () => {
    const { pod, container } = placed({ runAsUser: 'assigned' });
    for (const context of [pod['securityContext'], container['securityContext']]) {
      expect(context).toMatchObject({ runAsNonRoot: true });
      expect(JSON.stringify(context)).not.toMatch(/runAsUser|runAsGroup/);
    }
    const asked = { fsGroup: 7, supplementalGroups: [11, 13], seLinuxOptions: { level: 's0:c3,c5' } };
    const secured = placed({ securityContext: asked });
    expect(secured.pod['securityContext']).toMatchObject({
      ...asked,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(secured.container['securityContext']).toEqual(placed({}).container['securityContext']);
    const localhost = { type: 'Localhost', localhostProfile: 'profiles/ksm.json' };
    expect(placed({ securityContext: { seccompProfile: localhost } }).pod['securityContext']).toMatchObject({
      seccompProfile: localhost,
    });
    expect(placed({ runAsUser: 7 }).container['securityContext']).toMatchObject({ runAsUser: 7, runAsGroup: 7 });
  });
});
