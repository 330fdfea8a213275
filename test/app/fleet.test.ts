import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSynthWith } from '../support/commands.js';
import { contentsOf, temporaryFolder as folderOf } from '../support/temporary-folder.js';

/** Pages that are published elsewhere spare each environment fifty objects, about which nothing is said here. */
const PUBLISHED = 'alerts: { runbookUrl: https://runbooks.example.com }\n';
const SHARED = { 'environments/_defaults.yaml': `monitoring: { labels: { team: x } }\n${PUBLISHED}` };
const FLEET = {
  ...SHARED,
  'environments/eu-1.yaml': 'cluster: { name: eu-1 }\n',
  'environments/eu-3.yaml': '{}',
  'environments/us-1.yaml': '{}',
};

const temporaryFolder = (files: Readonly<Record<string, string>>) =>
  folderOf({ 'environments/_defaults.yaml': PUBLISHED, ...files });

function foldersOf(folder: string): readonly string[] {
  return [...new Set(Object.keys(contentsOf(join(folder, 'dist'))).map((path) => path.split('/')[0] ?? ''))];
}

describe('synth --only', () => {
  test('writes the chosen environments as a whole synth would, and leaves every other folder as it is', async () => {
    const whole = temporaryFolder(FLEET);
    expect((await runSynthWith(whole)).exitCode).toBe(0);
    const before = { 'dist/us-1/Old.x.k8s.yaml': 'a: 1\n', 'dist/gone/Old.x.k8s.yaml': 'b: 3\n' };
    const folder = temporaryFolder({ ...FLEET, ...before, 'dist/eu-1/Old.x.k8s.yaml': 'c: 5\n' });
    expect(await runSynthWith(folder, '--only', 'eu-*')).toMatchObject({ exitCode: 0, stderr: '' });
    const expected = Object.entries(contentsOf(join(whole, 'dist'))).filter(([path]) => path.startsWith('eu-'));
    expect(contentsOf(join(folder, 'dist'))).toEqual({
      ...Object.fromEntries(expected),
      'us-1/Old.x.k8s.yaml': 'a: 1\n',
      'gone/Old.x.k8s.yaml': 'b: 3\n',
    });
  });

  test('may be repeated, and makes dist/ where there is none', async () => {
    const folder = temporaryFolder(FLEET);
    expect((await runSynthWith(folder, '--only', 'eu-3', '--only=us-?')).exitCode).toBe(0);
    expect(foldersOf(folder)).toEqual(['eu-3', 'us-1']);
  });

  test('leaves the Applications of the other environments where they are', async () => {
    const argocd = 'argocd: { repoUrl: https://git.example.com/x.git, destination: in-cluster }\n';
    const folder = temporaryFolder({ 'environments/eu-1.yaml': argocd, 'environments/us-1.yaml': argocd });
    expect((await runSynthWith(folder)).exitCode).toBe(0);
    const whole = contentsOf(join(folder, 'dist'));
    expect(Object.keys(whole).filter((path) => path.startsWith('argocd/'))).toHaveLength(2);
    expect(await runSynthWith(folder, '--only', 'us-1')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(contentsOf(join(folder, 'dist'))).toEqual(whole);
  });

  const argocd = (name: string) =>
    `argocd: { repoUrl: https://git.example.com/x.git, destination: in-cluster, name: ${name} }\n`;
  const applicationsOf = (folder: string) =>
    Object.keys(contentsOf(join(folder, 'dist'))).filter((path) => path.startsWith('argocd/'));

  test.each([
    ['another name', argocd('thirteen'), ['seven', 'thirteen']],
    ['no Application any more', '{}', ['seven']],
  ])('leaves nothing of the Application that an environment with %s had before', async (_, after, left) => {
    const folder = temporaryFolder({
      'environments/eu-1.yaml': argocd('five'),
      'environments/us-1.yaml': argocd('seven'),
    });
    expect((await runSynthWith(folder)).exitCode).toBe(0);
    writeFileSync(join(folder, 'environments/eu-1.yaml'), after);
    expect(await runSynthWith(folder, '--only', 'eu-1')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(applicationsOf(folder)).toEqual(left.map((name) => `argocd/Application.${name}.k8s.yaml`));
  });

  test('refuses to write over the Application of another environment, and writes nothing', async () => {
    const folder = temporaryFolder({
      'environments/eu-1.yaml': argocd('five'),
      'environments/us-1.yaml': argocd('seven'),
    });
    expect((await runSynthWith(folder)).exitCode).toBe(0);
    const before = contentsOf(join(folder, 'dist'));
    writeFileSync(join(folder, 'environments/eu-1.yaml'), argocd('seven'));
    expect(await runSynthWith(folder, '--only', 'eu-1')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(
        /^environments\/eu-1\.yaml:1:82: argocd\.name must be unique, got "seven", as in dist\/argocd\/Application\.seven\.k8s\.yaml:\d+:9 of us-1\n$/,
      ),
    });
    expect(contentsOf(join(folder, 'dist'))).toEqual(before);
  });

  test('refuses a pattern that matches nothing, and writes nothing of the others', async () => {
    const folder = temporaryFolder(FLEET);
    const { exitCode, stdout, stderr } = await runSynthWith(folder, '--only', 'eu-*', '--only', 'zebra');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: '--only: must match an environment, got "zebra"; there are eu-1, eu-3, us-1\n',
    });
    expect(Object.keys(contentsOf(folder))).toEqual(Object.keys(FLEET).sort());
  });

  test('is not disturbed by an environment that is not chosen', async () => {
    const folder = temporaryFolder({ ...FLEET, 'environments/us-1.yaml': 'zebra: 3\n' });
    expect((await runSynthWith(folder, '--only', 'eu-1')).exitCode).toBe(0);
    expect((await runSynthWith(folder, '--only', 'us-1')).stderr).toContain('zebra is not a setting');
    expect(foldersOf(folder)).toEqual(['eu-1']);
  });
});

test('an argument that nobody knows is refused with what was probably meant, and nothing is written', async () => {
  const folder = temporaryFolder(FLEET);
  const { exitCode, stdout, stderr } = await runSynthWith(folder, '--onyl', 'eu-1');
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error: unknown option '--onyl'\n\(Did you mean --only\?\)\n/);
  expect(Object.keys(contentsOf(folder))).toEqual(Object.keys(FLEET).sort());
});

test('what all objects together show to be wrong in a shared file is said once', async () => {
  const names = ['eu-1', 'eu-2', 'eu-3', 'eu-4', 'eu-5'];
  const folder = temporaryFolder({
    'environments/_defaults.yaml': `surfaces: { runtime: { seriesBudget: 10, sampleLimit: 10 } }\n${PUBLISHED}`,
    ...Object.fromEntries(names.map((name) => [`environments/${name}.yaml`, '{}'])),
  });
  const { exitCode, stderr } = await runSynthWith(folder);
  expect(exitCode).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /^environments\/_defaults\.yaml:1:38: surfaces\.runtime\.seriesBudget .*; 5 environments are affected: eu-1, eu-2, eu-3 and 2 more$/,
    ),
  ]);
});

describe('more than five environments', () => {
  const names = ['eu-1', 'eu-2', 'eu-3', 'eu-4', 'eu-5', 'eu-6'];
  const files = Object.fromEntries(names.map((name) => [`environments/${name}.yaml`, '{}']));

  test('are told together: how many files, and the target of each surface that is nearest to its budget', async () => {
    const tight = 'surfaces: { router: { seriesBudget: 700 } }\n';
    const folder = temporaryFolder({ ...files, 'environments/eu-4.yaml': tight });
    const { exitCode, stdout } = await runSynthWith(folder);
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    const count = Object.keys(contentsOf(join(folder, 'dist'))).length;
    expect(lines[0]).toBe(`wrote ${count} files of 6 environments to dist; --verbose lists them`);
    expect(lines.length).toBeLessThan(20);
    const rows = lines.map((line) => line.trim().split(/ +/));
    expect(rows.filter(([surface]) => surface === 'router').map((row) => row.slice(-2))).toEqual([['700', 'eu-4']]);
    const ofAll = / is never reached on .*, in 6 of 6 environments: eu-1, eu-2, eu-3 and 3 more$/;
    expect(lines).toContainEqual(expect.stringMatching(ofAll));
  });

  test('are told one by one with --verbose, and where not all are chosen', async () => {
    const folder = temporaryFolder(files);
    const written = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('wrote dist/')).length;
    const all = (await runSynthWith(folder, '--verbose')).stdout;
    expect(written(all)).toBe(Object.keys(contentsOf(join(folder, 'dist'))).length);
    expect(all.split('\n').filter((line) => line.endsWith(': predicted series per target'))).toHaveLength(6);
    writeFileSync(join(folder, 'environments/eu-7.yaml'), '{}');
    expect(written((await runSynthWith(folder, '--only', 'eu-7')).stdout)).toBe(written(all) / 6);
  });
});
