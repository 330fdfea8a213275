import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { loadEnvironments } from '../../src/files/load.js';
import { once } from '../../src/lib/once.js';
import { knownNames } from '../../src/rules/known-names.js';
import { PROJECT, runSynth } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const committed = () => loadEnvironments(join(PROJECT, 'environments'), knownNames);

function synthesized(environments = committed()) {
  const folder = temporaryFolder();
  createApp(environments, folder).synth();
  writeKustomizations(environments, folder);
  return contentsOf(folder);
}

/** What the committed environments give, for what needs to see it only once. */
const fresh = once(() => synthesized());

test('the committed dist/ is what a fresh synth writes, file by file and byte by byte', () => {
  const dist = contentsOf(join(PROJECT, 'dist'));
  expect(Object.keys(dist)).toEqual(Object.keys(fresh()));
  expect(dist).toEqual(fresh());
});

test('two synths write the same bytes', () => {
  expect(synthesized()).toEqual(fresh());
});

test('the program writes the same bytes in another folder, time zone and language', () => {
  const environments = Object.entries(contentsOf(join(PROJECT, 'environments')));
  const files = Object.fromEntries(environments.map(([path, text]) => [join('environments', path), text]));
  const folder = temporaryFolder(files);
  const { exitCode } = runSynth(folder, { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8' });
  expect(exitCode).toBe(0);
  expect(contentsOf(join(folder, 'dist'))).toEqual(fresh());
});

test('the order in which an environment names its tenants and labels changes no object', () => {
  const settings = (tenants: readonly string[], labels: object) => ({
    tenants: { namespaces: tenants },
    monitoring: { labels },
  });
  const inOrder = environmentOf(settings(['tenant-a', 'tenant-b'], { alpha: 'x', beta: 'y' }));
  const inAnother = environmentOf(settings(['tenant-b', 'tenant-a'], { beta: 'y', alpha: 'x' }));
  expect(synthesized([inAnother])).toEqual(synthesized([inOrder]));
});

test('each environment has a folder of its own name, with nothing beside them but the Applications', () => {
  const folders = new Set(Object.keys(fresh()).map((path) => path.split('/')[0]));
  expect([...folders]).toEqual(['argocd', ...committed().map(({ name }) => name)]);
});

test('an environment is written alike alone and among others', () => {
  const [first, ...others] = [environmentOf({}, 'eu-1'), environmentOf({ cluster: { name: 'eu-3' } }, 'eu-3')];
  const alone = synthesized([first]);
  expect(Object.keys(alone).length).toBeGreaterThan(0);
  expect(synthesized([first, ...others])).toMatchObject(alone);
});
