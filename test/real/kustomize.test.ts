import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { filesBelow } from '../../src/output/replacing.js';
import { knownNames } from '../../src/rules/known-names.js';
import { environmentOfExample, examples } from '../../tools/examples/examples.js';
import { kustomized } from '../../tools/kustomized/kustomized.js';
import { KUSTOMIZE, kustomizeBuild } from '../../tools/real/kustomize.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { asObject, type KubernetesObject } from '../support/kubernetes-objects.js';
import { kustomizedObjects, type Overlay } from '../support/kustomize.js';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { tellAfterwards } from './tell-afterwards.js';

const environments: readonly Environment[] = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames),
  ...examples().map(environmentOfExample),
  environmentOf({ grafana: { dashboards: { delivery: 'operator' } } }, 'grafana-operator'),
  environmentOf({ cluster: { name: 'eu-1' }, rules: { target: 'mimir' } }, 'mimir'),
];
const folder = temporaryFolderForAll({});
for (const environment of environments) createApp([environment], folder).synth();
writeKustomizations(environments, folder);

/** Its name is the job of what it collects, so it must keep it. */
const COLLECTION = /^(?:Cluster)?PodMonitoring$/;
const RENAMED: readonly Overlay[] = [
  {},
  { namePrefix: 'prod-' },
  { nameSuffix: '-v2' },
  { namePrefix: 'prod-', nameSuffix: '-v2' },
];
const MOVED: readonly Overlay[] = [{ namespace: 'observability' }, { namespace: 'observability', namePrefix: 'prod-' }];

describe.each(environments.map(({ name }) => [name] as const))('%s', (name) => {
  const texts = textsOf(name);
  const objects = objectsIn(
    [...texts].flatMap(([file, text]) => (file.endsWith('.k8s.yaml') ? [text] : [])).join('---\n'),
  );

  test.each(RENAMED)('is whole, and what the model says, in an overlay with %j', async (overlay) => {
    const output = await built(name, overlay);
    expect(byName(objectsIn(output))).toEqual(byName(kustomizedObjects(objects, overlay)));
    const told = kustomized(texts, output);
    const collections = Object.keys(overlay).length === 0 ? [] : objects.filter(({ kind }) => COLLECTION.test(kind));
    expect(told.objects).toBe(objects.length);
    expect(told.problems).toEqual(
      collections.map(({ metadata }) => expect.stringContaining(`metadata.name must be ${metadata.name}, got `)),
    );
  });

  test.each(MOVED)('is what the model says, and refused, in an overlay with %j', async (overlay) => {
    const output = await built(name, overlay);
    expect(byName(objectsIn(output))).toEqual(byName(kustomizedObjects(objects, overlay)));
    expect(kustomized(texts, output).problems).toContainEqual(expect.stringContaining('metadata.namespace must be'));
  });
});

test('labels, annotations, images and replicas leave nothing behind', async () => {
  const overlay = {
    labels: [{ pairs: { team: 'llm' } }],
    commonAnnotations: { owner: 'llm' },
    images: [{ name: 'registry.k8s.io/kube-state-metrics/kube-state-metrics', newName: 'mirror.example.com/ksm' }],
    replicas: [{ name: 'arks-custom-resources', count: 2 }],
    buildMetadata: ['managedByLabel'],
  };
  const output = await built('quickstart', overlay);
  expect(output).toContain('mirror.example.com/ksm');
  expect(kustomized(textsOf('quickstart'), output).problems).toEqual([]);
});

test('a generated Secret is found under the name that Kustomize gives it', async () => {
  const overlay = {
    secretGenerator: [
      {
        name: 'operator-metrics',
        namespace: 'monitoring',
        literals: ['token=x'],
        options: { labels: { owner: 'llm' } },
      },
    ],
    namePrefix: 'prod-',
  };
  const output = await built('locked-down', overlay);
  const [secret] = objectsIn(output).filter(({ kind }) => kind === 'Secret');
  expect(secret?.metadata.name).toMatch(/^prod-operator-metrics-[a-z0-9]+$/);
  expect(output.split('\n').filter((line) => line.trim() === `name: ${secret?.metadata.name}`)).toHaveLength(2);
  expect(kustomized(textsOf('locked-down'), output).problems).toEqual([]);
});

test('labels that go into selectors, too, shut Prometheus out, and that is told', async () => {
  const output = await built('locked-down', { labels: [{ pairs: { team: 'llm' }, includeSelectors: true }] });
  expect(kustomized(textsOf('locked-down'), output).problems).toEqual([
    'NetworkPolicy arks-custom-resources: spec.ingress[0].from[0].podSelector.matchLabels.team must be nothing, got llm',
  ]);
});

tellAfterwards({
  program: 'Kustomize',
  version: KUSTOMIZE.version,
  from: `Go module ${KUSTOMIZE.module}`,
  ran: 'Overlays with a prefix, a suffix, a namespace, labels, annotations, images and replicas over what synth writes.',
  series: [],
  records: [],
  held: [
    'A prefix and a suffix of names take every reference along: those that Kustomize knows, and those that a folder tells it.',
    'What a namespace or labels in selectors leave behind is told by `npm run kustomized`.',
  ],
  notRun: [],
});

/** What Kustomize prints for an overlay over the folder of an environment. */
function built(name: string, overlay: object): Promise<string> {
  const place = join(folder, 'overlays', `${name}-${JSON.stringify(overlay).replaceAll(/\W+/g, '-')}`);
  mkdirSync(place, { recursive: true });
  const kustomization = { resources: [join('../..', name)], ...overlay };
  writeFileSync(join(place, 'kustomization.yaml'), stringify(kustomization));
  return kustomizeBuild(place);
}

function textsOf(name: string): ReadonlyMap<string, string> {
  return new Map(filesBelow(join(folder, name)).map((file) => [file, readFileSync(join(folder, name, file), 'utf8')]));
}

function objectsIn(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text).map((document) => asObject(document.toJS()));
}

function byName(objects: readonly KubernetesObject[]): Readonly<Record<string, KubernetesObject>> {
  return Object.fromEntries(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
}
