import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
/** Rooms from left to right; a file imports from its own room and those left of it. */
const ROOMS = [
  'lib',
  'config',
  'files',
  'metrics',
  'promql',
  'signals',
  'scraping',
  'rules',
  'dashboards',
  'plan',
  'objects',
  'constructs',
  'library',
  'output',
  'app',
  'documented',
  'review',
  'explain',
  'init',
  'doctor',
  'cli',
];
/** Files of src/ itself come after every room, in this order. */
const LAST = ['index', 'main'];
/** Packages that one room keeps to itself. */
const OWNERS: readonly (readonly [RegExp, (file: string) => boolean])[] = [
  [/^@grafana\/promql-builder|^@prometheus-io\/lezer-promql|^@lezer\//, (file) => roomOf(file) === 'promql'],
  [
    /^cdk8s(-plus-27)?$|^constructs$/,
    (file) => roomOf(file) === 'constructs' || file === 'src/app/app.ts' || file.startsWith('imports/'),
  ],
  [/^@kubernetes-models\/|^kubernetes-models\//, (file) => file.startsWith('imports/')],
  [/^@grafana\/grafana-foundation-sdk/, (file) => roomOf(file) === 'dashboards'],
];

/** A parameter that is a whole environment, or several; a property is none, and neither is a part such as Pick<Environment, 'cluster'>. */
const WHOLE_ENVIRONMENT = /(?<!readonly )(?:\b\w+|\})\??: (?:readonly )?Environment\b(?!\[')/g;
const MOST_WHOLE_ENVIRONMENTS = 10;
const LEAST_LIMIT = 120_000;

interface Import {
  readonly file: string;
  readonly target: string;
}

const SIMULATOR = 'tools/simulator/';
const files = filesBelow('src', 'imports');
const tools = filesBelow('tools');
const imports = importsOf(files);
/** Imports of our own files, as paths from the root. */
const inner = withinProject(imports);

function filesBelow(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules/'))
      .map((name) => join(folder, name)),
  );
}

function importsOf(sources: readonly string[]): readonly Import[] {
  return sources.flatMap((file) =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(/^(?:import|export)[^;]*? from '([^']+)'|^import '([^']+)'/gm),
    ].map(([, from, bare]) => ({ file, target: from ?? bare ?? '' })),
  );
}

function withinProject(all: readonly Import[]): readonly Import[] {
  return all
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({
      file,
      target: relative(ROOT, resolve(ROOT, dirname(file), target)).replace(/\.js$/, '.ts'),
    }));
}

function roomOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1];
}

function position(file: string): number {
  const room = roomOf(file);
  if (room !== undefined) return ROOMS.indexOf(room);
  return ROOMS.length + LAST.indexOf(file.replace(/^src\/|\.ts$/g, ''));
}

const line = ({ file, target }: Import) => `${file} imports ${target}`;

test('every file of src/ is in a room that has a place in the order', () => {
  const homeless = files
    .filter((file) => file.startsWith('src/'))
    .filter((file) => {
      const room = roomOf(file);
      return room === undefined ? !LAST.includes(file.replace(/^src\/|\.ts$/g, '')) : !ROOMS.includes(room);
    });
  expect(homeless).toEqual([]);
});

test('imports are found at all', () => {
  expect(inner).toContainEqual({ file: 'src/main.ts', target: 'src/cli/main.ts' });
  expect(inner.length).toBeGreaterThan(100);
});

test('imports go one way', () => {
  const upward = inner.filter(
    ({ file, target }) => target.startsWith('src/') && file.startsWith('src/') && position(target) > position(file),
  );
  expect(upward.map(line)).toEqual([]);
});

test('tools run without the tests', () => {
  const ofTools = withinProject(importsOf(tools.filter((file) => !/^tools\/[^/]+\/test\//.test(file))));
  expect(ofTools.length).toBeGreaterThan(20);
  expect(ofTools.filter(({ target }) => target.startsWith('test/')).map(line)).toEqual([]);
});

test('src/ imports nothing of the tools', () => {
  const wrong = imports.filter(({ file, target }) => file.startsWith('src/') && /tools\/|simulator/.test(target));
  expect(wrong.map(line)).toEqual([]);
});

test('the simulator imports no other tool, and no dashboard or command of src/', () => {
  const own = tools.filter((file) => file.startsWith(SIMULATOR) && !file.startsWith(`${SIMULATOR}test/`));
  const outside = withinProject(importsOf(own)).filter(({ target }) => !target.startsWith(SIMULATOR));
  expect(outside.length).toBeGreaterThan(20);
  const allowed = ['lib', 'config', 'files', 'metrics', 'promql', 'signals', 'scraping', 'rules', 'output', 'app'];
  const wrong = outside.filter(
    ({ target }) => !target.startsWith('imports/') && !allowed.includes(roomOf(target) ?? ''),
  );
  expect(wrong.map(line)).toEqual([]);
});

test('others name the package of the simulator, not its folder', () => {
  const others = [...tools, ...filesBelow('test')].filter((file) => !file.startsWith(SIMULATOR));
  const wrong = withinProject(importsOf(others)).filter(
    ({ target }) => target.startsWith(SIMULATOR) && !target.startsWith(`${SIMULATOR}test/`),
  );
  expect(wrong.map(line)).toEqual([]);
});

test('only objects/ and constructs/ import imports/, and imports/ imports nothing of src/', () => {
  const wrong = inner.filter(({ file, target }) =>
    target.startsWith('imports/')
      ? file.startsWith('src/') && !['objects', 'constructs'].includes(roomOf(file) ?? '')
      : file.startsWith('imports/'),
  );
  expect(wrong.map(line)).toEqual([]);
});

test('constructs/ holds constructs only: each file of it makes them, or changes what hangs below one', () => {
  const making = imports.filter(({ target }) => /^cdk8s(-plus-27)?$|^constructs$/.test(target)).map(({ file }) => file);
  const plain = files.filter((file) => roomOf(file) === 'constructs' && !making.includes(file));
  expect(plain, 'plain data and functions about Kubernetes objects belong to src/objects/').toEqual([]);
});

test('a package that one room keeps to itself is imported nowhere else', () => {
  const wrong = imports.filter(({ file, target }) =>
    OWNERS.some(([name, allowed]) => name.test(target) && !allowed(file)),
  );
  expect(wrong.map(line)).toEqual([]);
});

test('a function takes the part of an environment that it needs: few take the whole', () => {
  const takers = files
    .filter((file) => file.startsWith('src/') && file !== 'src/config/environment.ts')
    .flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(WHOLE_ENVIRONMENT)].map(([found]) => `${file}: ${found}`),
    );
  expect(takers).toContain('src/plan/plan.ts: environment: Environment');
  expect(takers.length, takers.join('\n')).toBeLessThanOrEqual(MOST_WHOLE_ENVIRONMENTS);
});

test('metrics, promql and signals know no environment', () => {
  const wrong = inner.filter(({ file, target }) => {
    const room = roomOf(file);
    return ['metrics', 'promql', 'signals'].includes(room ?? '') && target === 'src/config/environment.ts';
  });
  expect(wrong.map(line)).toEqual([]);
});

test('series are read in one place, which keeps those of other teams out', () => {
  const outside = inner.filter(
    ({ file, target }) => /^src\/promql\/(readers|series)\.ts$/.test(target) && roomOf(file) !== 'promql',
  );
  expect(outside).toEqual([{ file: 'src/signals/vocabulary/arks-series.ts', target: 'src/promql/readers.ts' }]);
  const ofAnybody = inner.filter(({ target }) => target === 'src/promql/own-series.ts').map(({ file }) => file);
  expect(ofAnybody).toEqual(['src/library/promql.ts', 'src/signals/vocabulary/own-record.ts']);
});

test('main.ts is two lines, below that by which a shell starts it', () => {
  const lines = readFileSync(join(ROOT, 'src/main.ts'), 'utf8')
    .split('\n')
    .filter((text) => text !== '');
  expect(lines).toEqual(['#!/usr/bin/env node', expect.any(String), expect.any(String)]);
});

test('no test fails by the clock of a busy machine: none has a limit of its own below two minutes', () => {
  const limits = [...filesBelow('test'), 'vitest.config.ts', 'vitest.real.config.ts'].flatMap((file) =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /(?:^ *\}, |(?:testTimeout|hookTimeout): |\btimeout: )([\d_]+)(?=[,)}])/gm,
      ),
    ].map(([, limit = '']) => ({ file, limit: Number(limit.replaceAll('_', '')) })),
  );
  expect(limits).toContainEqual({ file: 'vitest.config.ts', limit: 600_000 });
  expect(limits.filter(({ limit }) => limit < LEAST_LIMIT)).toEqual([]);
});
