import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Answer } from '../../tools/real/api-server/answer.js';
import type { Cluster } from '../../tools/real/api-server/cluster.js';
import { DEFINITIONS } from '../../tools/real/api-server/definitions.js';
import { KUBERNETES } from '../../tools/real/api-server/programs.js';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { documentedCommands } from './documented-commands.js';
import { keyOf, kindsOf, liveObjects, type Manifest, objectsIn, versionsOf } from './live-objects.js';
import { apply, did, preparedCluster } from './prepared-cluster.js';
import { releaseOf, shippedNames, shippedRelease } from './releases.js';
import { tellAfterwards } from './tell-afterwards.js';

const folder = temporaryFolderForAll({});
/** Nothing that is shipped has its dashboards as objects. */
const OPERATOR = 'grafana-operator';
const release = (name: string) =>
  name === OPERATOR
    ? releaseOf(folder, name, { grafana: { dashboards: { delivery: 'operator' } } }, (before) => ({
        ...before,
        slos: [],
      }))
    : shippedRelease(folder, name);
/** Another install in the same cluster. */
const beside = await releaseOf(folder, 'beside', { monitoring: { namespace: 'beside' } }, (before) => before);
const labels = { 'app.kubernetes.io/name': 'arks-monitoring', 'app.kubernetes.io/part-of': 'arks' };
/** Of other teams, whatever their labels say. */
const strangers = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs', namespace: 'monitoring', labels } },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'theirs', namespace: 'tenant-b', labels },
    spec: { groups: [] },
  },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'theirs', labels }, rules: [] },
];

/** The kinds that docs/kubectl.md asks for. */
const STRAY_KINDS =
  /^(ServiceMonitor|PodMonitor|PrometheusRule)\.monitoring\.coreos|^ConfigMap |^(Cluster)?Role(Binding)?\./;
const NOTHING = { exitCode: 0, stdout: '', stderr: '' };

let cluster: Cluster;

beforeAll(async () => {
  cluster = await preparedCluster(['beside']);
  await apply(
    cluster,
    strangers.map((one) => stringify(one)),
  );
  const { create, prune } = documentedCommands(beside.name);
  did(await cluster.shell(create, beside.before));
  did(await cluster.shell(prune, beside.before));
});
afterAll(() => cluster?.stop());

describe.each([...shippedNames, OPERATOR])('the objects of %s', (name) => {
  const place = join('dist', name);
  const commands = documentedCommands(name);
  let before = '';
  let after = '';
  let first: readonly Manifest[] = [];
  let second: readonly Manifest[] = [];
  let kinds: ReadonlySet<string>;
  /** What is there and was not before any of this environment was. */
  let others: Readonly<Record<string, string | undefined>>;
  const live = () => liveObjects(cluster, kinds);
  const keys = (objects: readonly Manifest[]) => objects.map(keyOf).sort();
  const own = async () => [...(await live()).keys()].filter((key) => !(key in others)).sort();

  beforeAll(async () => {
    ({ before, after } = await release(name));
    first = objectsIn(join(before, place));
    second = objectsIn(join(after, place));
    kinds = kindsOf([...first, ...second]);
    const namespaces = new Set([...first, ...second].flatMap(({ metadata }) => metadata.namespace ?? []));
    await apply(
      cluster,
      [...namespaces].map((namespace) =>
        stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
      ),
    );
    others = versionsOf(await live());
  });

  test('are all accepted, without a warning', async () => {
    const { stdout, stderr } = did(
      await cluster.shell(`kubectl apply --server-side --validate=strict -k ${place}`, before),
    );
    expect(warnings({ stderr })).toEqual([]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(first.length);
    expect(await own()).toEqual(keys(first));
  });

  test('are not changed by a second apply, and kubectl sees no difference', async () => {
    const versions = versionsOf(await live());
    did(await cluster.shell(`kubectl apply --server-side -k ${place}`, before));
    expect(versionsOf(await live())).toEqual(versions);
    expect(said(await cluster.shell(`kubectl diff --server-side -k ${place}`, before))).toEqual(NOTHING);
  });

  test('are taken into an ApplySet with nothing but a label, once', async () => {
    const strays = async () => {
      const lines = did(await cluster.shell(commands.strays, before)).stdout.split('\n');
      return lines.filter((line) => line.includes('/') && !/\/theirs\s/.test(line));
    };
    const count = keys(first).filter((key) => STRAY_KINDS.test(key)).length;
    expect(await strays()).toHaveLength(count);
    did(await cluster.shell(commands.create, before));
    const { stdout } = did(await cluster.shell(commands.prune, before));
    expect(stdout).not.toContain('pruned');
    expect(await strays()).toEqual([]);
    const versions = versionsOf(await live());
    expect(warnings(did(await cluster.shell(commands.prune, before)))).toEqual([]);
    expect(versionsOf(await live())).toEqual(versions);
    expect(said(await cluster.shell(`kubectl diff -k ${place}`, before))).toEqual(NOTHING);
    const { stdout: difference } = await cluster.shell(`kubectl diff --server-side -k ${place}`, before);
    const removed = difference.split('\n').filter((line) => /^-(?!--)/.test(line));
    expect(removed).toEqual(first.map(() => expect.stringContaining('applyset.kubernetes.io/part-of: ')));
  });

  test('are deleted where they have left the folder, after that was shown, and nothing else is', async () => {
    const gone = keys(first).filter((key) => !keys(second).includes(key));
    expect(gone.length).toBeGreaterThan(0);
    const versions = versionsOf(await live());
    const { stdout } = did(await cluster.shell(commands.preview, after));
    expect(stdout.trimEnd().split('\n')).toHaveLength(gone.length);
    expect(versionsOf(await live())).toEqual(versions);
    const pruned = did(await cluster.shell(commands.prune, after));
    expect(warnings(pruned)).toEqual([]);
    expect(await own()).toEqual(keys(second));
    const left = versionsOf(await live());
    for (const [key, version] of Object.entries(others)) expect([key, left[key]]).toEqual([key, version]);
    expect((await cluster.shell(commands.preview, after)).stdout).toBe('');
  });

  test('leave nothing behind', async () => {
    did(await cluster.shell(`kubectl delete -k ${place}`, after));
    expect(versionsOf(await live())).toEqual(others);
  });
});

test.each(['production', 'synced'])(
  'the Application of %s is accepted, and not changed by a second apply',
  async (name) => {
    const { before } = await release(name);
    const kinds = new Set(['Application.argoproj.io']);
    const command = 'kubectl apply --server-side --validate=strict -f dist/argocd/';
    expect(warnings(did(await cluster.shell(command, before)))).toEqual([]);
    const versions = versionsOf(await liveObjects(cluster, kinds));
    did(await cluster.shell(command, before));
    expect(versionsOf(await liveObjects(cluster, kinds))).toEqual(versions);
  },
);

tellAfterwards({
  program: 'Kubernetes',
  version: KUBERNETES.version,
  from: `Go module ${KUBERNETES.module}, with the etcd of Debian; definitions of ${DEFINITIONS.map(
    ({ program, version }) => `${program} ${version}`,
  ).join(', ')}`,
  ran: 'kube-apiserver with RBAC and its own admission, without controllers and nodes; kubectl, by the commands of docs/kubectl.md, with every shipped environment, those of examples/ included, and one with dashboards for grafana-operator.',
  series: [],
  records: [],
  held: [
    'Every object is accepted server-side with strict validation and without a warning.',
    'A second apply writes nothing, and `kubectl diff` is empty.',
    'An ApplySet takes in what is there with a label and nothing else; after that a second apply writes nothing.',
    'When a tenant, a surface and objectives are taken away, exactly their objects are shown, then deleted: what is left is what the folder has. Another environment and strangers with our labels are not touched.',
    'While a namespace or a definition is missing, nothing is deleted.',
    'An account with no wildcard, and with rights on kinds with a namespace only in the namespaces of the folder, is enough.',
  ],
  notRun: [
    { what: 'definitions of Azure and Google', why: 'no Go module publishes them, so their kinds take any field here' },
    { what: 'controllers and nodes', why: 'what is applied is judged, not what becomes of it' },
  ],
});

function said(answer: Answer): Answer {
  return { ...answer, stderr: warnings(answer).join('\n') };
}

/** What kubectl says beside its answer, but for how long it has waited: it limits its own requests. */
function warnings({ stderr }: Pick<Answer, 'stderr'>): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.includes('"Waited before sending request"'));
}
