import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Cluster } from '../../tools/real/api-server/cluster.js';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { documentedCommands } from './documented-commands.js';
import { keyOf, kindsOf, liveObjects, objectsIn, versionsOf } from './live-objects.js';
import { apply, did, preparedCluster } from './prepared-cluster.js';
import { type Release, releaseOf } from './releases.js';

const folder = temporaryFolderForAll({});
const TENANTS = ['tenant-a', 'tenant-b'];
const listed = (namespaces: readonly string[]) => ({ tenants: { namespaces } });

let cluster: Cluster;

beforeAll(async () => {
  cluster = await preparedCluster([]);
});
afterAll(() => cluster?.stop());

test('nothing is deleted while a tenant has no namespace yet, and everything once it has', async () => {
  const release = await releaseOf(folder, 'no-namespace', listed(TENANTS), (before) => ({
    ...before,
    ...listed(['tenant-a', 'tenant-c']),
  }));
  const { prune } = await installed(release);
  const refused = await cluster.shell(prune, release.after);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('namespaces "tenant-c" not found');
  expect(refused.stdout).not.toContain('pruned');
  expect(await keysOf(release)).toEqual(expect.arrayContaining([...keysIn(release, 'before')]));
  did(await cluster.kubectl('create', 'namespace', 'tenant-c'));
  did(await cluster.shell(prune, release.after));
  expect(await keysOf(release)).toEqual(keysIn(release, 'after'));
  await removed(release);
});

test('nothing is deleted while the definition of a kind is missing', async () => {
  const release = await releaseOf(folder, 'no-definition', listed(TENANTS), (before) => ({
    ...before,
    grafana: { dashboards: { delivery: 'operator' } },
  }));
  const { prune } = await installed(release);
  const definitions = ['grafanadashboards', 'grafanafolders'].map((plural) => `${plural}.grafana.integreatly.org`);
  const texts: string[] = [];
  for (const name of definitions) {
    texts.push(did(await cluster.kubectl('get', 'crd', name, '-o', 'yaml')).stdout);
    did(await cluster.kubectl('delete', 'crd', name));
  }
  const kinds = kindsOf(objectsIn(join(release.before, 'dist', release.name)));
  const versions = versionsOf(await liveObjects(cluster, kinds));
  const refused = await cluster.shell(prune, release.after);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('no matches for kind "GrafanaDashboard"');
  expect(refused.stdout).not.toContain('pruned');
  expect(versionsOf(await liveObjects(cluster, kinds))).toEqual(versions);
  await removed({ ...release, after: release.before });
  for (const text of texts) await apply(cluster, [fresh(text)]);
});

test('what is gone with its namespace is no obstacle', async () => {
  const release = await releaseOf(folder, 'gone-namespace', listed(['tenant-a', 'tenant-d']), (before) => ({
    ...before,
    ...listed(['tenant-a']),
  }));
  did(await cluster.kubectl('create', 'namespace', 'tenant-d'));
  const { prune } = await installed(release);
  did(await cluster.kubectl('delete', 'rolebindings', '--all', '-n', 'tenant-d'));
  did(await cluster.kubectl('delete', 'namespace', 'tenant-d', '--wait=false'));
  // The part of the controller that is not there.
  const finalized = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant-d' }, spec: { finalizers: [] } };
  did(
    await cluster.shell(
      `kubectl replace --raw /api/v1/namespaces/tenant-d/finalize -f - <<'EOF'\n${JSON.stringify(finalized)}\nEOF`,
      release.after,
    ),
  );
  expect((await cluster.kubectl('get', 'namespace', 'tenant-d')).stderr).toContain('not found');
  did(await cluster.shell(prune, release.after));
  expect(await keysOf(release)).toEqual(keysIn(release, 'after'));
  await removed(release);
});

test('an ApplySet of another name is refused', async () => {
  const release = await releaseOf(folder, 'one-name', {}, (before) => before);
  const { create } = documentedCommands(release.name);
  did(await cluster.shell(create.replace('name: $environment', 'name: another'), release.before));
  const refused = await cluster.shell(
    documentedCommands('another').prune.replace('dist/$environment', 'dist/one-name'),
    release.before,
  );
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('has incorrect value for label "applyset.kubernetes.io/id"');
  expect(refused.stdout).toBe('');
});

test('an account with these verbs on these kinds in these namespaces is enough', async () => {
  const release = await releaseOf(folder, 'least-rights', listed(TENANTS), (before) => ({
    ...before,
    ...listed(['tenant-a']),
    slos: [],
  }));
  const objects = objectsIn(join(release.before, 'dist', release.name));
  await apply(
    cluster,
    rightsFor(objects).map((one) => stringify(one)),
  );
  did(await cluster.shell(documentedCommands(release.name).create, release.before));
  const { prune } = documentedCommands(release.name);
  const asAccount = prune.replace('kubectl apply', `kubectl apply --as=${ACCOUNT}`);
  did(await cluster.shell(asAccount, release.before));
  expect(await keysOf(release)).toEqual(keysIn(release, 'before'));
  did(await cluster.shell(asAccount, release.after));
  expect(await keysOf(release)).toEqual(keysIn(release, 'after'));
  await removed(release);
});

/** The last, since it brings no definition back. */
test('a kind that the cluster has no definition of any more has to be taken out of the ApplySet', async () => {
  const release = await releaseOf(
    folder,
    'definition-gone',
    { grafana: { dashboards: { delivery: 'operator' } } },
    () => ({}),
  );
  const { prune } = await installed(release);
  for (const plural of ['grafanadashboards', 'grafanafolders']) {
    did(await cluster.kubectl('delete', 'crd', `${plural}.grafana.integreatly.org`));
  }
  const kinds = kindsOf(objectsIn(join(release.after, 'dist', release.name)));
  const versions = versionsOf(await liveObjects(cluster, kinds));
  const refused = await cluster.shell(prune, release.after);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('could not find mapping for kind');
  expect(versionsOf(await liveObjects(cluster, kinds))).toEqual(versions);
  const [applyset, annotation] = [`applysets.monitoring.arks.ai/${release.name}`, 'contains-group-kinds'];
  const known = [...kinds].filter((kind) => !kind.includes('grafana')).join(',');
  did(await cluster.kubectl('annotate', '--overwrite', applyset, `applyset.kubernetes.io/${annotation}=${known}`));
  did(await cluster.shell(prune, release.after));
  expect([...(await liveObjects(cluster, kinds)).keys()]).toEqual(
    expect.arrayContaining([...keysIn(release, 'after')]),
  );
  await removed(release);
});

const ACCOUNT = 'deployer';

/** Roles of an account that applies: nothing but these kinds, and those with a namespace only in the namespaces of the objects. */
function rightsFor(objects: ReturnType<typeof objectsIn>): readonly object[] {
  const verbs = ['get', 'list', 'create', 'patch', 'delete'];
  const subjects = [{ kind: 'User', name: ACCOUNT, apiGroup: 'rbac.authorization.k8s.io' }];
  const rulesOf = (own: typeof objects) =>
    [...kindsOf(own)].map((kind) => {
      const [name = '', ...group] = kind.split('.');
      const resource = `${name.toLowerCase()}s`.replace(/ys$/, 'ies');
      // Who grants what he may not do himself needs to be told so.
      const granting = /Role/.test(name) ? ['bind', 'escalate'] : [];
      return { apiGroups: [group.join('.')], resources: [resource], verbs: [...verbs, ...granting] };
    });
  const role = (kind: string, namespace: string | undefined, rules: readonly object[]) => {
    const metadata = { name: ACCOUNT, ...(namespace === undefined ? {} : { namespace }) };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: ACCOUNT };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    return [
      { apiVersion, kind, metadata, rules },
      { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects },
    ];
  };
  const clusterWide = objects.filter(({ metadata }) => metadata.namespace === undefined);
  const namespaced = objects.filter(({ metadata }) => metadata.namespace !== undefined);
  const namespaces = new Set(namespaced.flatMap(({ metadata }) => metadata.namespace ?? []));
  return [
    ...role('ClusterRole', undefined, [
      ...rulesOf(clusterWide),
      { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['list'] },
      { apiGroups: ['monitoring.arks.ai'], resources: ['applysets'], verbs: ['get', 'patch'] },
    ]),
    ...[...namespaces].flatMap((namespace) => role('Role', namespace, rulesOf(namespaced))),
  ];
}

/** Its first state, applied with an ApplySet; its commands. */
async function installed(release: Release) {
  const commands = documentedCommands(release.name);
  did(await cluster.shell(commands.create, release.before));
  did(await cluster.shell(commands.prune, release.before));
  return commands;
}

async function removed({ name, after }: Release): Promise<void> {
  did(await cluster.shell(`kubectl delete --ignore-not-found -k dist/${name}`, after));
}

/** What the cluster has of an environment, and what its folder says, by key. */
async function keysOf({ name, before, after }: Release): Promise<readonly string[]> {
  const kinds = kindsOf([before, after].flatMap((state) => objectsIn(join(state, 'dist', name))));
  return [...(await liveObjects(cluster, kinds, 'app.kubernetes.io/name=arks-monitoring')).keys()].sort();
}

function keysIn(release: Release, state: 'before' | 'after'): readonly string[] {
  return objectsIn(join(release[state], 'dist', release.name))
    .map(keyOf)
    .sort();
}

/** The text of a definition without what the server has noted in it. */
function fresh(text: string): string {
  return text
    .replace(/^ {2}(uid|resourceVersion|creationTimestamp|generation): .*\n/gm, '')
    .replace(/^status:[\s\S]*/m, '');
}
