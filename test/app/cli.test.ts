import { existsSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../src/scraping/forecast.js';
import { runSynth, runSynthWith } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const BEFORE = { 'dist/eu-1/ConfigMap.before.k8s.yaml': 'kind: ConfigMap\n' };
const TINY_BUDGET = 'surfaces: { runtime: { seriesBudget: 10, sampleLimit: 10 } }\n';

type Files = Readonly<Record<string, string>>;

const folderOf = (environments: Files, others: Files = {}) => {
  const files = Object.entries(environments).map(([name, text]) => [join('environments', name), text]);
  return temporaryFolder({ ...Object.fromEntries(files), ...others });
};

/** As a process of its own, as users run it. */
const asProcess = (environments: Files, others?: Files) => {
  const folder = folderOf(environments, others);
  return { folder, ...runSynth(folder) };
};

/** What is not about the process is seen within this one. */
const synthesizing = async (environments: Files, others?: Files) => {
  const folder = folderOf(environments, others);
  return { folder, ...(await runSynthWith(folder)) };
};

describe('with environments that are right', () => {
  test('it says which files it wrote and what it predicts, and nothing on stderr', () => {
    const { folder, exitCode, stdout, stderr } = asProcess({ 'eu-1.yaml': '{}', 'eu-3.yaml': '{}' });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    const files = Object.keys(contentsOf(join(folder, 'dist')));
    expect(stdout.split('\n').filter((line) => line.startsWith('wrote '))).toEqual(
      files.map((file) => `wrote dist/${file}`),
    );
    const rows = stdout.split('\n').map((line) => line.trim().split(/ +/));
    for (const { surface, exporter, generation, exposed, kept, budget } of forecast(environmentOf({}))) {
      expect(rows).toContainEqual([surface, exporter, generation, ...[exposed, kept, budget].map(String)]);
    }
  });

  test('files of objects and environments that are gone disappear, and no other file is written', async () => {
    const { folder, exitCode } = await synthesizing(
      { 'eu-1.yaml': '{}' },
      { ...BEFORE, 'dist/eu-0/Old.x.k8s.yaml': '' },
    );
    expect(exitCode).toBe(0);
    const paths = Object.keys(contentsOf(folder));
    expect(paths).toContain('dist/eu-1/ServiceMonitor.arks-runtime.k8s.yaml');
    expect(paths.filter((path) => !path.startsWith('dist/eu-1/'))).toEqual(['environments/eu-1.yaml']);
    expect(paths).not.toContain('dist/eu-1/ConfigMap.before.k8s.yaml');
  });

  test('a surface switched off after a synth is gone after the next', async () => {
    const { folder } = await synthesizing({ 'eu-1.yaml': '{}' });
    writeFileSync(join(folder, 'environments/eu-1.yaml'), 'surfaces: { router: { enabled: false } }\n');
    const before = Object.keys(contentsOf(join(folder, 'dist')));
    expect((await runSynthWith(folder)).exitCode).toBe(0);
    const gone = before.filter((path) => !existsSync(join(folder, 'dist', path)));
    expect(gone).toEqual([
      'eu-1/ConfigMap.arks-runbook-router-workers-unhealthy.k8s.yaml',
      'eu-1/PodMonitor.arks-router.k8s.yaml',
      'eu-1/PrometheusRule.arks-records-router.k8s.yaml',
    ]);
  });
});

describe('with environments that are wrong', () => {
  test('it exits with 1, lists every problem, and leaves dist/ as it was', () => {
    const wrong = { 'eu-1.yaml': 'scrap: {}\nsizing: { users: -7 }\n', 'eu-2.yaml': '{}', 'eu-3.yaml': 'arks: [\n' };
    const { folder, exitCode, stdout, stderr } = asProcess(wrong, BEFORE);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toEqual([
      'environments/eu-1.yaml:1:1: scrap is not a setting; did you mean scrape?',
      'environments/eu-1.yaml:2:18: sizing.users must be above 0, got -7',
      expect.stringMatching(/^environments\/eu-3\.yaml:2:1: is not valid YAML: /),
    ]);
    expect(contentsOf(join(folder, 'dist'))).toEqual({ 'eu-1/ConfigMap.before.k8s.yaml': 'kind: ConfigMap\n' });
  });

  test('it exits with 1 and makes no dist/ where there was none', async () => {
    const { folder, exitCode } = await synthesizing({ 'eu-1.yaml': '' });
    expect(exitCode).toBe(1);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('a budget of 10 exits with 1 and says once a surface what the worst generation keeps, the budget and the file', async () => {
    const { folder, exitCode, stderr } = await synthesizing(
      { 'eu-1.yaml': TINY_BUDGET, 'eu-3.yaml': TINY_BUDGET },
      BEFORE,
    );
    expect(exitCode).toBe(1);
    const runtime = forecast(environmentOf({})).filter(({ surface }) => surface === 'runtime');
    const most = Math.max(...runtime.map(({ kept }) => kept));
    const worst = runtime.filter(({ kept }) => kept === most);
    expect(worst.length).toBe(1);
    const column = TINY_BUDGET.indexOf('10') + 1;
    const messages = ['eu-1', 'eu-3'].flatMap((name) =>
      worst.map(
        ({ exporter, generation, kept }) =>
          `environments/${name}.yaml:1:${column}: surfaces.runtime.seriesBudget must not be below the ${kept} series that ` +
          `${exporter} ${generation} keeps a target, got 10; raise it, shorten scrape.keep, or correct sizing`,
      ),
    );
    expect(stderr.trimEnd().split('\n')).toEqual(messages);
    expect(contentsOf(join(folder, 'dist'))).toEqual({ 'eu-1/ConfigMap.before.k8s.yaml': 'kind: ConfigMap\n' });
  });

  test('a folder without environments is a problem like any other, and so is none at all', async () => {
    expect((await synthesizing({}, { 'environments/README.md': '' })).stderr).toBe(
      'environments: there is no environment file; write one such as quickstart.yaml\n',
    );
    expect(await synthesizing({})).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^environments: there is no environment file/),
    });
  });
});

describe('with a dist/ that holds what synth does not write', () => {
  const KEPT = {
    'dist/eu-1/ConfigMap.before.k8s.yaml': 'a: 1\n',
    'dist/eu-1/kustomization.yaml': '{}\n',
    'dist/eu-1/kustomization.references': '{}\n',
  };

  test.each([
    ['a file beside the environments', 'dist/README.md', 'README.md'],
    ['a file within one', 'dist/eu-1/mine.yaml', 'eu-1/mine.yaml'],
    ['a folder within one', 'dist/eu-1/sub/ConfigMap.a.k8s.yaml', 'eu-1/sub'],
    ['a checkout of its own', 'dist/.git', '.git'],
    ['manifests of another program', 'dist/chart.k8s.yaml', 'chart.k8s.yaml'],
    ['an overlay of somebody', 'dist/overlay/kustomization.yaml', 'overlay/kustomization.yaml'],
  ])('it exits with 1 for %s, and all is as it was', async (_, path, found) => {
    const before = { ...KEPT, 'environments/eu-1.yaml': '{}', [path]: 'mine' };
    const folder = temporaryFolder(before);
    const { exitCode, stdout, stderr } = await runSynthWith(folder);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `dist: must hold nothing but what synth writes, since it is replaced whole, got "${found}"; move or delete it\n`,
    });
    expect(contentsOf(folder)).toEqual(before);
  });

  test('it counts those that it does not name', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const mine = Object.fromEntries(names.map((name) => [`dist/${name}.txt`, '']));
    const folder = temporaryFolder({ ...mine, 'environments/eu-1.yaml': '{}' });
    expect((await runSynthWith(folder)).stderr).toMatch(
      /^dist: .* got "a\.txt", "b\.txt", .* and \d more; move or delete them$/m,
    );
  });

  test('it replaces what a desktop has put there', async () => {
    const folder = temporaryFolder({
      ...KEPT,
      'environments/eu-1.yaml': '{}',
      'dist/.DS_Store': '',
      'dist/eu-1/.DS_Store': '',
    });
    expect((await runSynthWith(folder)).exitCode).toBe(0);
    expect(Object.keys(contentsOf(folder)).filter((path) => path.endsWith('.DS_Store'))).toEqual([]);
  });

  test('with --only it looks at the chosen folders alone', async () => {
    const others = { 'dist/README.md': 'mine', 'dist/us-1/mine.yaml': 'mine' };
    const folder = temporaryFolder({ ...others, 'environments/eu-1.yaml': '{}', 'environments/us-1.yaml': '{}' });
    expect(await runSynthWith(folder, '--only', 'eu-1')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(contentsOf(join(folder, 'dist'))).toMatchObject({ 'README.md': 'mine', 'us-1/mine.yaml': 'mine' });
    const { exitCode, stderr } = await runSynthWith(folder, '--only', 'us-1');
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('got "us-1/mine.yaml";'),
    });
    expect(contentsOf(join(folder, 'dist'))).toMatchObject({ 'us-1/mine.yaml': 'mine' });
  });

  test('a folder that CDK8S_OUTDIR names is not wiped either', () => {
    const before = { 'environments/eu-1.yaml': '{}', 'home/letter.txt': 'mine' };
    const folder = temporaryFolder(before);
    const { exitCode, stderr } = runSynth(folder, { CDK8S_OUTDIR: 'home' });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'home: must hold nothing but what synth writes, since it is replaced whole, got "letter.txt"; move or delete it\n',
    });
    expect(contentsOf(folder)).toEqual(before);
  });
});

test('a dist/ that is a link has what is behind it replaced, and stays a link', async () => {
  const folder = temporaryFolder({ 'environments/eu-1.yaml': '{}', 'published/eu-0/ConfigMap.old.k8s.yaml': '' });
  symlinkSync('published', join(folder, 'dist'));
  expect((await runSynthWith(folder)).exitCode).toBe(0);
  expect(lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
  expect(existsSync(join(folder, 'published/eu-1/kustomization.yaml'))).toBe(true);
  expect(existsSync(join(folder, 'published/eu-0'))).toBe(false);
});

test('a dist that is a file is refused, and stays', async () => {
  const before = { 'environments/eu-1.yaml': '{}', dist: 'mine' };
  const folder = temporaryFolder(before);
  expect(await runSynthWith(folder)).toMatchObject({
    exitCode: 1,
    stderr: 'dist: must be a folder, got a file; move or delete it\n',
  });
  expect(contentsOf(folder)).toEqual(before);
});
