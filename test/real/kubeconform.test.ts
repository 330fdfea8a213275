import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { environmentOfExample, examples } from '../../tools/examples/examples.js';
import { DEFINITIONS, OPEN_KINDS } from '../../tools/real/api-server/definitions.js';
import { KUBERNETES } from '../../tools/real/api-server/programs.js';
import { type Judged, judged, KUBECONFORM } from '../../tools/real/kubeconform/kubeconform.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { temporaryFolder, temporaryFolderForAll } from '../support/temporary-folder.js';
import { tellAfterwards } from './tell-afterwards.js';

const environments: readonly Environment[] = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames),
  ...examples().map(environmentOfExample),
  environmentOf({ grafana: { dashboards: { delivery: 'operator' } } }, 'grafana-operator'),
];
const folder = temporaryFolderForAll({});
/** Nobody publishes what is in these kinds. */
const unknown = new Set(OPEN_KINDS.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
const QUICKSTART = join(PROJECT, 'dist/quickstart');

beforeAll(() => {
  for (const environment of environments) createApp([environment], folder).synth();
});

/** Files of objects whose definition is public. */
function filesIn(place: string): readonly string[] {
  return readdirSync(place)
    .filter((file) => file.endsWith('.k8s.yaml'))
    .map((file) => join(place, file))
    .filter((file) => !unknown.has(kindIn(readFileSync(file, 'utf8'))));
}

function kindIn(text: string): string {
  const word = (key: string) => new RegExp(`^${key}: "?([^"\\n]+)`, 'm').exec(text)?.[1];
  return `${word('apiVersion')} ${word('kind')}`;
}

const wrong = (all: readonly Judged[]) => all.filter(({ status }) => status !== 'statusValid');

describe.each(environments.map(({ name }) => name))('the objects of %s', (name) => {
  test('have no field that their definitions do not know, and no value that these refuse', async () => {
    const files = filesIn(join(folder, name));
    const all = await judged(files);
    expect(all.map(({ filename }) => filename).sort()).toEqual([...files].sort());
    expect(wrong(all)).toEqual([]);
  });
});

test.each(['quickstart', 'production', 'argocd'])('so do those of dist/%s', async (name) => {
  const all = await judged(filesIn(join(PROJECT, 'dist', name)));
  expect(all.length).toBeGreaterThan(0);
  expect(wrong(all)).toEqual([]);
});

describe('what is misspelt is found', () => {
  const one = async (file: string, from: string, to: string) => {
    const text = readFileSync(join(QUICKSTART, file), 'utf8');
    expect(text.split(from).length).toBeGreaterThan(1);
    const changed = join(temporaryFolder(), file);
    writeFileSync(changed, text.replace(from, to));
    return judged([changed]);
  };

  test.each([
    ['PodMonitor.arks-envoy.k8s.yaml', 'sampleLimit:', 'samplesLimit:', 'samplesLimit'],
    ['ServiceMonitor.arks-runtime.k8s.yaml', 'metricRelabelings:', 'metricRelabelling:', 'metricRelabelling'],
    [
      'Deployment.arks-custom-resources.k8s.yaml',
      'readOnlyRootFilesystem:',
      'readOnlyRootFileSystem:',
      'readOnlyRootFileSystem',
    ],
    ['ServiceAccount.arks-custom-resources.k8s.yaml', 'namespace:', 'nameSpace:', 'nameSpace'],
    ['ClusterRole.arks-custom-resources', 'verbs:', 'verb:', 'verb'],
  ])('in %s: %s as %s', async (start, from, to, said) => {
    const file = readdirSync(QUICKSTART).find((name) => name.startsWith(start)) ?? start;
    expect(wrong(await one(file, from, to))).toEqual([
      expect.objectContaining({ status: 'statusInvalid', msg: expect.stringContaining(said) }),
    ]);
  });

  test('and a kind of which there is no definition is an error, not silence', async () => {
    const file = join(temporaryFolder(), 'unknown.yaml');
    writeFileSync(file, stringify({ apiVersion: 'example.com/v1', kind: 'Unknown', metadata: { name: 'one' } }));
    expect(wrong(await judged([file]))).toEqual([expect.objectContaining({ status: 'statusError' })]);
  });
});

tellAfterwards({
  program: 'kubeconform',
  version: KUBECONFORM.version,
  from: `Go module ${KUBECONFORM.module}; schemas of Kubernetes ${KUBERNETES.version} and of ${DEFINITIONS.map(
    ({ program, version }) => `${program} ${version}`,
  ).join(', ')}, from their modules`,
  ran: 'Every object of every shipped environment, those of examples/ included, against schemas that take no field which they do not name.',
  series: [],
  records: [],
  held: ['Every object is valid.', 'A field that is misspelt is found, and so is a kind without a definition.'],
  notRun: [{ what: 'monitors of Azure and rules of Google', why: 'no Go module publishes their definitions' }],
});
