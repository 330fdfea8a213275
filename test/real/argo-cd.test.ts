import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { type Cluster, startCluster } from '../../tools/real/api-server/cluster.js';
import { publishedDefinitions } from '../../tools/real/api-server/definitions.js';
import { KUBERNETES, kubernetesPrograms } from '../../tools/real/api-server/programs.js';
import { ARGO_CD, type ArgoCdAnswer, argoCdSays } from '../../tools/real/argo-cd.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { type Manifest, objectsIn } from './live-objects.js';
import { apply, did } from './prepared-cluster.js';
import { tellAfterwards } from './tell-afterwards.js';

const argocd = { repoUrl: 'https://git.example.com/watch.git', destination: 'eu-7' };
const environments: readonly Environment[] = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames).filter(({ name }) => name === 'production'),
  environmentOf({ argocd }, 'plain'),
  environmentOf({ argocd, grafana: { dashboards: { delivery: 'operator' } } }, 'grafana-operator'),
  environmentOf({ argocd, cluster: { name: 'eu-1' }, rules: { target: 'victoriametrics' } }, 'victoria-metrics'),
];
const repository = temporaryFolderForAll({});
const WAVE = 'argocd.argoproj.io/sync-wave';
const CUSTOM = /^(ServiceMonitor|PodMonitor|PrometheusRule) /;
const application = z.looseObject({
  spec: z.looseObject({
    destination: z.looseObject({ namespace: z.string() }),
    syncPolicy: z.looseObject({ syncOptions: z.array(z.string()) }),
  }),
});

let cluster: Cluster;

beforeAll(async () => {
  for (const environment of environments) createApp([environment], join(repository, 'dist')).synth();
  writeKustomizations(environments, join(repository, 'dist'));
  cluster = await emptyCluster();
});
afterAll(() => cluster?.stop());

async function emptyCluster(): Promise<Cluster> {
  const started = await startCluster(await kubernetesPrograms());
  const namespaces = new Set(
    environments.flatMap(({ name }) => objectsOf(name).flatMap(({ metadata }) => metadata.namespace ?? [])),
  );
  for (const namespace of namespaces) did(await started.kubectl('create', 'namespace', namespace));
  return started;
}

function objectsOf(name: string): readonly Manifest[] {
  return objectsIn(join(repository, 'dist', name));
}

function applicationOf(name: string) {
  const file = join(repository, 'dist/argocd', `Application.arks-monitoring-${name}.k8s.yaml`);
  return application.parse(parse(readFileSync(file, 'utf8')));
}

/** As the answer of Argo CD names it. */
function nameOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** As Argo CD applies it: what has no namespace gets that of the Application, which the API server passes over. */
function appliedNameOf(object: Manifest, home: string): string {
  return nameOf({ ...object, metadata: { namespace: home, ...object.metadata } });
}

function names(objects: readonly Manifest[]): readonly string[] {
  return objects.map(nameOf).sort();
}

function appliedIn({ sync }: ArgoCdAnswer, wave: number): readonly string[] {
  return sync.waves
    .filter((one) => one.wave === wave)
    .flatMap(({ applied }) => applied)
    .sort();
}

const synced = (name: string, more: object = {}) =>
  argoCdSays({
    application: applicationOf(name),
    repository,
    objects: objectsOf(name),
    kubeconfig: cluster.kubeconfig,
    ...more,
  });

describe('in a cluster without the definitions of the Prometheus Operator', () => {
  const known = () => names(objectsOf('plain')).filter((name) => !CUSTOM.test(name));
  const unknown = () => names(objectsOf('plain')).filter((name) => CUSTOM.test(name));

  test('without SkipDryRunOnMissingResource nothing at all is applied', async () => {
    const { spec, ...rest } = applicationOf('plain');
    const syncOptions = spec.syncPolicy.syncOptions.filter((option) => !option.startsWith('SkipDryRun'));
    const asked = { ...rest, spec: { ...spec, syncPolicy: { ...spec.syncPolicy, syncOptions } } };
    const { sync } = await synced('plain', { application: asked });
    expect(sync).toMatchObject({ phase: 'Failed', waves: [] });
    expect(Object.keys(sync.failed).sort()).toEqual(unknown());
  });

  test('goes on where the definitions come later, and says what waits for them', async () => {
    const { sync, different } = await synced('plain');
    expect(sync.phase).toBe('Failed');
    expect(Object.keys(different).sort()).toEqual(unknown());
    for (const message of Object.values(sync.failed)) expect(message).toMatch(/could not find|no matches/);
    expect(names(objectsOf('plain')).filter((name) => !(name in different))).toEqual(known());
  });
});

describe('in a cluster that has every definition', () => {
  beforeAll(async () => {
    await apply(cluster, await publishedDefinitions());
    did(await cluster.kubectl('wait', 'crd', '--all', '--for', 'condition=Established'));
  });

  describe.each(environments.map(({ name }) => name))('the Application of %s', (name) => {
    test('is synced in two waves, those of its objects, though no Deployment is ever available', async () => {
      const home = applicationOf(name).spec.destination.namespace;
      const said = await synced(name, { rolledOut: false });
      expect(said.sourceType).toBe('Kustomize');
      expect(said.sync).toMatchObject({ phase: 'Succeeded', failed: {}, pruned: [] });
      for (const wave of [0, 1]) {
        const due = objectsOf(name).filter(
          ({ metadata }) => String(Object(metadata['annotations'])[WAVE]) === String(wave),
        );
        expect(appliedIn(said, wave)).toEqual(due.map((one) => appliedNameOf(one, home)).sort());
      }
      expect(said.sync.waves.map(({ wave }) => wave)).toEqual([0, 1]);
    });

    test('differs in nothing after that, by any of the comparisons, and is healthy once it is rolled out', async () => {
      const { sync, different, differentOnServer, health } = await synced(name);
      expect(sync.phase).toBe('Succeeded');
      expect([different, differentOnServer]).toEqual([{}, {}]);
      // What grafana-operator has not seen is no more than on its way.
      const waiting = Object.entries(health).filter(([, status]) => status !== 'Healthy');
      expect(waiting.filter(([key, status]) => !/^Grafana/.test(key) || status !== 'Progressing')).toEqual([]);
    });

    test('loses what has left the folder and nothing else, once all is healthy', async () => {
      const [gone, ...left] = objectsOf(name).filter(({ kind }) => /Rule$/.test(kind));
      if (gone === undefined) throw new Error(`${name} must have rules`);
      const objects = objectsOf(name).filter((one) => nameOf(one) !== nameOf(gone));
      const { sync, different } = await synced(name, { objects });
      expect(left.length).toBeGreaterThan(0);
      // No grafana-operator has told that dashboards are there, and what is pruned last waits until all is healthy.
      const waits = name === 'grafana-operator';
      expect([sync.phase, sync.pruned]).toEqual(waits ? ['Running', []] : ['Succeeded', [nameOf(gone)]]);
      expect(different).toEqual({ [nameOf(gone)]: waits ? 'is not in Git' : 'is being deleted' });
    });

    test('leaves nothing of itself behind for the next', async () => {
      did(await cluster.shell(`kubectl delete --ignore-not-found -k dist/${name}`, repository));
    });
  });

  test('the health check that docs/argocd.md shows tells a rule that is not accepted, and no other', async () => {
    const [, text = ''] =
      /```yaml\n(data:\n {2}resource\.customizations\.health[\s\S]*?)```/.exec(
        readFileSync(join(PROJECT, 'docs/argocd.md'), 'utf8'),
      ) ?? [];
    const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(parse(text));
    const rules = objectsOf('plain').filter(({ kind }) => kind === 'PrometheusRule');
    expect((await synced('plain', { settings: data })).sync.phase).toBe('Succeeded');
    const [refused, accepted] = rules;
    if (refused === undefined || accepted === undefined) throw new Error('there must be two rules');
    await tellBinding(refused, 'False');
    await tellBinding(accepted, 'True');
    const { health, different } = await synced('plain', { settings: data });
    const of = (one: Manifest) => health[nameOf(one)];
    expect(rules.map(of)).toEqual(rules.map((one) => (one === refused ? 'Degraded' : 'Healthy')));
    expect(different).toEqual({});
  });
});

/** Writes into the status of a rule what the operator says of a Prometheus that takes it or not. */
async function tellBinding({ metadata: { name, namespace = '' } }: Manifest, status: string): Promise<void> {
  const condition = {
    type: 'Accepted',
    status,
    lastTransitionTime: '2026-01-01T00:00:00Z',
    reason: 'Told',
    message: 'told',
  };
  const binding = {
    ...{ group: 'monitoring.coreos.com', resource: 'prometheuses', name: 'k8s', namespace: 'monitoring' },
    conditions: [condition],
  };
  const patch = JSON.stringify({ status: { bindings: [binding] } });
  did(
    await cluster.kubectl(
      ...['patch', 'prometheusrule', name, '-n', namespace, '--subresource=status', '--type=merge', '-p', patch],
    ),
  );
}

test('an Application with a field that Argo CD does not know is refused', async () => {
  const { spec, ...rest } = applicationOf('plain');
  const { syncPolicy, ...others } = spec;
  await expect(
    synced('plain', { application: { ...rest, spec: { ...others, syncPolice: syncPolicy } } }),
  ).rejects.toThrow('unknown field "syncPolice"');
});

tellAfterwards({
  program: 'Argo CD',
  version: ARGO_CD.version,
  from: `Go module ${ARGO_CD.module}, with its engine; kube-apiserver ${KUBERNETES.version}`,
  ran: 'Its own code, without its servers: it reads an Application strictly, tells the kind of its source, syncs the objects of the folder with the options of the Application, compares and judges their health. Production, and environments with each kind of dashboards and rules.',
  series: [],
  records: [],
  held: [
    'A folder is a source for Kustomize.',
    'Everything is applied in two waves, and a Deployment that is never available holds nothing back.',
    'After a sync nothing differs, by the comparison of Argo CD and by that of the API server.',
    'What has left the folder is pruned, and nothing else, once everything is healthy.',
    'Where definitions are missing everything else is applied and the sync fails for what needs them; without SkipDryRunOnMissingResource nothing is.',
    'The health check of docs/argocd.md calls a rule Degraded that Prometheus did not accept, and no other.',
  ],
  notRun: [
    { what: 'its servers', why: 'they need a cluster of nodes; FailOnSharedResource and retries are theirs' },
    { what: 'newer releases', why: 'their engine is not served by the module proxy, or needs a newer Go' },
  ],
});
