import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { pictureWords } from '../../src/cli/review.js';
import { runReview } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { rule } from './trees.js';

const record = (expr: string) => stringify(rule('a', [{ record: 'a:arks:b', expr }]));
const FILE = 'dist/eu-1/rule.k8s.yaml';

/** A repository whose branch `main` holds one output, and whose working tree holds another. */
function repository(): string {
  const folder = temporaryFolder({ [FILE]: record('sum(x)'), 'dist/ünter/other.k8s.yaml': record('1') });
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'before');
  return folder;
}

test('without words dist/ is compared with where the branch left main', async () => {
  const folder = repository();
  expect(await runReview(folder)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing') });
  execFileSync('rm', [join(folder, FILE)]);
  expect((await runReview(folder)).stdout).toContain('`a:arks:b` removed');
});

test('a clone that has main only as a branch of origin is compared with that, and one without either asks for a base', async () => {
  const folder = repository();
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder });
  git('checkout', '--quiet', '-b', 'work');
  git('update-ref', 'refs/remotes/origin/main', 'main');
  git('branch', '--quiet', '-D', 'main');
  expect(await runReview(folder, '--head', 'dist/')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Nothing'),
  });
  git('update-ref', '-d', 'refs/remotes/origin/main');
  expect((await runReview(folder)).stderr).toContain(
    'a base must be said where git finds none that HEAD and main share',
  );
});

test('the exit code says whether somebody is broken, where that is asked', async () => {
  const [before, after] = [temporaryFolder({ 'a/r.yaml': record('1') }), temporaryFolder({ 'a/r.yaml': record('2') })];
  const empty = temporaryFolder();
  expect((await runReview(empty, before, '--head', after, '--fail-on', 'breaking')).exitCode).toBe(0);
  expect((await runReview(empty, before, '--head', after, '--fail-on', 'any')).exitCode).toBe(1);
  expect((await runReview(empty, before, '--head', empty, '--fail-on', 'breaking')).exitCode).toBe(1);
  expect((await runReview(empty, before, '--head', empty)).exitCode).toBe(0);
});

test('JSON is for programs', async () => {
  const [before, after] = [temporaryFolder({ 'a/r.yaml': record('1') }), temporaryFolder({ 'a/r.yaml': record('2') })];
  const { stdout } = await runReview(before, before, '--head', after, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject([
    {
      environments: ['a'],
      changes: [{ section: 'records', action: 'changed', subject: 'a:arks:b', diff: '- 1\n+ 2' }],
    },
  ]);
});

test('a workflow of GitHub gets what breaks somebody as warnings, after the Markdown', async () => {
  const [before, after] = [temporaryFolder({ 'a/r.yaml': record('1') }), temporaryFolder()];
  const { exitCode, stdout } = await runReview(before, before, '--head', after, '--format', 'github');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^# What changes in production\n/);
  expect(stdout).toMatch(/^::warning::a:arks:b removed, in a: /m);
});

test('what cannot be reviewed exits with 2 and says why, and how it is asked', async () => {
  const folder = repository();
  for (const [words, reason] of [
    [['nowhere'], 'a base must be a folder or a git ref, got "nowhere"'],
    [['--upload-pack=x'], "unknown option '--upload-pack=x'"],
    [['main', '--head', 'nodist'], 'there must be a folder of synthesized output, got "nodist"'],
    [['main', '--format', 'xml'], "argument 'xml' is invalid. Allowed choices are markdown, json, github."],
    [['main', '--fail-on', 'all'], 'must be one of never, breaking, any, stale, got "all"'],
    [['main', 'other'], "too many arguments for 'review'. Expected 1 argument but got 2."],
  ] as const) {
    const { exitCode, stdout, stderr } = await runReview(folder, ...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).toContain('arks-monitoring review --help says how it is asked');
  }
  const broken = temporaryFolder({ 'a/one.yaml': 'a: [', 'a/two.yaml': 'b: {' });
  const { exitCode, stderr } = await runReview(folder, broken, '--head', broken);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/a\/one\.yaml[\s\S]*a\/two\.yaml/);
});

test('pictures are asked of the preview for what the review compares, whatever a ref is called', () => {
  expect(pictureWords('--out', 'dist', 'pictures.tmp')).toEqual([
    '--review=--out',
    '--head=dist',
    '--out=pictures.tmp',
  ]);
});
