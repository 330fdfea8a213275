import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extraDrawnTwice } from '../../src/app/extra-drawn-twice.js';
import { synthesize } from '../../src/app/synthesis.js';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { loadFolder } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { textOf } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const board = (uid: string) => JSON.stringify({ uid, title: uid, schemaVersion: 39, panels: [] });
const OFF = `off: { ${DASHBOARDS.map((uid) => `${uid}: not wanted`).join(', ')} }`;
const OPERATOR_ALONE =
  'slos: []\nsurfaces: { runtime: { enabled: false }, gateway: { enabled: false }, envoy: { enabled: false }, ' +
  'customResources: { enabled: false } }\nruntimes: [vllm]\n';

interface Install {
  readonly folder: string;
  readonly destination?: string;
  readonly url?: string;
}

/** An environment that delivers no dashboards but those of a folder. */
function install(name: string, { folder, destination = 'east', url = '' }: Install): string {
  return (
    `monitoring: { namespace: ${name} }\ncluster: { name: ${name} }\ntenants: { namespaces: [tenant-${name}] }\n` +
    `rules: { shared: true }\n${OPERATOR_ALONE}` +
    `argocd: { repoUrl: https://git.example.com/a.git, destination: ${destination} }\n` +
    `grafana: { ${url}dashboards: { ${OFF}, extraDashboards: { folder: ${folder} } } }\n`
  );
}

function loadedFrom(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, loaded: loadFolder(folder, knownNames) };
}

function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { folder, loaded } = loadedFrom(files);
  expect(loaded.problems.map(textOf)).toEqual([]);
  return extraDrawnTwice(loaded).map((problem) => textOf(problem).replaceAll(`${folder}/`, ''));
}

const OF_BOTH = { 'boards/a/latency.json': board('team-latency'), 'boards/b/slowness.json': board('team-latency') };

describe('dashboards beside ours that two environments deliver to one Grafana', () => {
  test.each(['east', 'in-cluster'])('are refused with one uid, with the files of both: %s', (destination) => {
    const [first = '', ...others] = problemsOf({
      ...OF_BOTH,
      'a.yaml': install('a', { folder: 'boards/a', destination }),
      'b.yaml': install('b', { folder: 'boards/b', destination }),
    });
    expect(others).toEqual([]);
    expect(first).toMatch(
      /^uid must be its own in a Grafana, got "team-latency": the environment b delivers it to the Grafana of another environment with /,
    );
    expect(first).toMatch(/; as in boards\/a\/latency\.json:1:1 \(boards\/b\/slowness\.json:1:1\)$/);
  });

  test('are one mistake where both deliver the same file', () => {
    const [first = '', ...others] = problemsOf({
      'boards/a/latency.json': board('team-latency'),
      'a.yaml': install('a', { folder: 'boards/a' }),
      'b.yaml': install('b', { folder: 'boards/a' }),
    });
    expect(others).toEqual([]);
    expect(first).toMatch(/; as in 2 environments: a, b \(boards\/a\/latency\.json:1:1\)$/);
  });

  test.each([
    ['uids of their own', { 'boards/b/slowness.json': board('team-slowness') }, {}],
    ['another cluster', {}, { destination: 'west' }],
    ['another Grafana', {}, { url: 'url: https://b.example.com, ' }],
  ])('are taken with %s', (_, files, more) => {
    expect(
      problemsOf({
        ...OF_BOTH,
        ...files,
        'a.yaml': install('a', { folder: 'boards/a' }),
        'b.yaml': install('b', { folder: 'boards/b', ...more }),
      }),
    ).toEqual([]);
  });

  test('are told by synth, which then writes nothing', async () => {
    const { folder, loaded } = loadedFrom({
      ...OF_BOTH,
      'a.yaml': install('a', { folder: 'boards/a' }),
      'b.yaml': install('b', { folder: 'boards/b' }),
    });
    const { told, problems } = await synthesize({ loaded, folder: join(folder, 'dist'), tell: () => undefined });
    expect(told).toEqual([]);
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('uid must be its own in a Grafana, got "team-latency"'),
    );
  });
});
