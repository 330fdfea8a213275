import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import type { Environment } from '../../src/config/environment.js';
import { environmentOf } from '../support/environment.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const ARGO_CD = { repoUrl: 'https://git.example.com/watch.git', destination: 'eu-7' };

/** What synth writes for these environments, by path. */
function written(...environments: readonly Environment[]): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  createApp(environments, folder).synth();
  writeKustomizations(environments, folder);
  return contentsOf(folder);
}

function applicationFor(argocd: object, others: object = {}) {
  const files = written(environmentOf({ argocd: { ...ARGO_CD, ...argocd }, ...others }, 'eu-3'));
  return parse(files['argocd/Application.arks-monitoring-eu-3.k8s.yaml'] ?? '');
}

describe('an Application', () => {
  test('is written for each environment that asks for one, in a folder of their own', () => {
    const files = written(environmentOf({ argocd: ARGO_CD }, 'eu-1'), environmentOf({}, 'eu-2'));
    expect(Object.keys(files).filter((path) => path.startsWith('argocd/'))).toEqual([
      'argocd/Application.arks-monitoring-eu-1.k8s.yaml',
    ]);
    expect(Object.keys(written(environmentOf({}, 'eu-2'))).filter((path) => !path.startsWith('eu-2/'))).toEqual([]);
  });

  test('says project, source and destination as the environment does, and its schema accepts it', () => {
    const application = applicationFor(
      { namespace: 'gitops', project: 'watch', revision: 'v3.7', path: 'out/eu-3' },
      { monitoring: { namespace: 'watch', labels: { team: 'llm' } } },
    );
    expect(schemaErrors(application)).toEqual([]);
    expect(application).toMatchObject({
      metadata: { name: 'arks-monitoring-eu-3', namespace: 'gitops', labels: { team: 'llm' } },
      spec: {
        project: 'watch',
        source: { repoURL: ARGO_CD.repoUrl, targetRevision: 'v3.7', path: 'out/eu-3' },
        destination: { name: 'eu-7', namespace: 'watch' },
      },
    });
  });

  test('goes to the address of an API server where that is what the environment names', () => {
    const { destination } = applicationFor({ destination: 'https://10.7.0.1:6443' }).spec;
    expect(destination).toEqual({ server: 'https://10.7.0.1:6443', namespace: 'monitoring' });
  });

  test('leaves folder and Kustomize alone, so that what is applied is what was reviewed', () => {
    expect(Object.keys(applicationFor({}).spec.source).sort()).toEqual(['path', 'repoURL', 'targetRevision']);
  });

  test('applies on the server, prunes last and never everything, heals and tries again', () => {
    expect(applicationFor({ retry: { limit: 7, firstPause: '3s', factor: 3, longestPause: '9m' } }).spec).toMatchObject(
      {
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
          retry: { limit: 7, backoff: { duration: '3s', factor: 3, maxDuration: '9m' } },
          syncOptions: [
            'ServerSideApply=true',
            'CreateNamespace=false',
            'FailOnSharedResource=true',
            'SkipDryRunOnMissingResource=true',
            'PruneLast=true',
          ],
        },
      },
    );
  });

  test('does neither prune nor heal where the environment says so, and creates the namespace where it does', () => {
    const { syncPolicy } = applicationFor({ prune: false, selfHeal: false, createNamespace: true }).spec;
    expect(syncPolicy.automated).toEqual({ prune: false, selfHeal: false, allowEmpty: false });
    expect(syncPolicy.syncOptions).toEqual([
      'ServerSideApply=true',
      'CreateNamespace=true',
      'FailOnSharedResource=true',
      'SkipDryRunOnMissingResource=true',
    ]);
  });

  test('takes further options of a sync as they are, but none that is written already', () => {
    const { syncPolicy } = applicationFor({
      syncOptions: ['Validate=false', 'PrunePropagationPolicy=background'],
    }).spec;
    expect(syncPolicy.syncOptions.slice(-2)).toEqual(['Validate=false', 'PrunePropagationPolicy=background']);
    expect(() => applicationFor({ syncOptions: ['ServerSideApply=false'] })).toThrow(
      'argocd.syncOptions[0] must not set ServerSideApply, CreateNamespace,',
    );
    expect(() => applicationFor({ syncOptions: ['A=1', 'A=2'] })).toThrow(
      'argocd.syncOptions must name each option once',
    );
  });

  test('ignores only differences with a reason, says it, and does not write those fields either', () => {
    const pointers = ['/spec/replicas'];
    const difference = { group: 'apps', kind: 'Deployment', name: 'a-7', jsonPointers: pointers };
    const application = applicationFor({ ignoreDifferences: [{ ...difference, reason: 'scaled by hand' }] });
    expect(application.spec.ignoreDifferences).toEqual([difference]);
    expect(application.spec.syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
    expect(application.metadata.annotations['arks.ai/ignored-differences']).toBe(
      'Deployment a-7 /spec/replicas: scaled by hand',
    );
    const ofCore = { kind: 'Secret', jsonPointers: ['/data'] };
    const core = applicationFor({ ignoreDifferences: [{ ...ofCore, reason: 'filled in by the cluster' }] });
    expect(core.spec.ignoreDifferences).toStrictEqual([ofCore]);
    const plain = applicationFor({});
    expect(plain.spec).not.toHaveProperty('ignoreDifferences');
    expect(plain.spec.syncPolicy.syncOptions).not.toContain('RespectIgnoreDifferences=true');
  });
});

describe('the list for Kustomize', () => {
  const files = () => written(environmentOf({ argocd: ARGO_CD }, 'eu-3'));
  const listed = (all: Readonly<Record<string, string>>) => parse(all['eu-3/kustomization.yaml'] ?? '');

  test('names every other file of its folder, sorted, and not itself', () => {
    const all = files();
    const objects = Object.keys(all).filter((path) => /^eu-3\/.*\.k8s\.yaml$/.test(path));
    expect(objects.length).toBeGreaterThan(40);
    expect(listed(all).resources).toEqual(objects.map((path) => path.replace('eu-3/', '')).sort());
  });

  test('changes nothing, and only says beside the list where objects name others', () => {
    const all = files();
    expect(Object.keys(listed(all)).sort()).toEqual(['apiVersion', 'configurations', 'kind', 'resources']);
    expect(listed(all).configurations).toEqual(['kustomization.references']);
    expect(Object.keys(parse(all['eu-3/kustomization.references'] ?? ''))).toEqual(['nameReference']);
  });

  test('lies beside the objects of environments alone', () => {
    expect(Object.keys(files()).filter((path) => !path.endsWith('.k8s.yaml'))).toEqual([
      join('eu-3', 'kustomization.references'),
      join('eu-3', 'kustomization.yaml'),
    ]);
  });

  test('is the same when it is written again', () => {
    const folder = temporaryFolder({ 'eu-3/b.yaml': '', 'eu-3/a.yaml': '' });
    const environments = [environmentOf({}, 'eu-3')];
    writeKustomizations(environments, folder);
    const once = contentsOf(folder);
    writeKustomizations(environments, folder);
    expect(contentsOf(folder)).toEqual(once);
    expect(listed(once).resources).toEqual(['a.yaml', 'b.yaml']);
  });
});
