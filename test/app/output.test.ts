import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { filesBelow, replaceFolder } from '../../src/output.js';
import { PROJECT } from '../support/commands.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const NOBODY = 65_534;
const range = (length: number) => Array.from({ length }, (_, index) => index);

/** What a module of TypeScript printed that ran in a process of its own, in the project's folder. */
async function runScript(script: string): Promise<string> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return (await promisify(execFile)('node', args, { cwd: PROJECT })).stdout;
}

test('the new folder takes the place of the old one, whole', () => {
  const folder = temporaryFolder({ 'new/a/b.txt': 'new', 'dist/a/b.txt': 'old', 'dist/c.txt': 'old' });
  replaceFolder(join(folder, 'new'), join(folder, 'dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a/b.txt': 'new', 'dist/a/b.txt': 'new' });
});

test('a place that does not exist yet is made, and left without traces beside it', () => {
  const folder = temporaryFolder({ 'new/a.txt': 'new' });
  replaceFolder(join(folder, 'new'), join(folder, 'deep/dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', 'deep/dist/a.txt': 'new' });
});

test('what an interrupted run left behind does not get in the way', () => {
  const leftovers = { 'dist.new.tmp/x.txt': 'torn', 'dist.old.tmp/y.txt': 'torn' };
  const folder = temporaryFolder({ 'new/a.txt': 'new', 'dist/a.txt': 'old', ...leftovers });
  replaceFolder(join(folder, 'new'), join(folder, 'dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', 'dist/a.txt': 'new', ...leftovers });
});

test('of runs at the same time one wins whole, and none leaves traces', async () => {
  const runs = ['a', 'b', 'c'];
  const trees = runs.flatMap((run) => range(9).map((file) => [`${run}/${run}${file}.txt`, run]));
  const folder = temporaryFolder(Object.fromEntries(trees));
  const script = (run: string) => `
    import { replaceFolder } from './src/output.ts';
    for (let turn = 0; turn < 20; turn++) replaceFolder('${join(folder, run)}', '${join(folder, 'dist')}');`;
  expect(await Promise.all(runs.map((run) => runScript(script(run))))).toEqual(runs.map(() => ''));
  const [winner = ''] = Object.values(contentsOf(join(folder, 'dist')));
  expect(contentsOf(join(folder, 'dist'))).toEqual(contentsOf(join(folder, winner)));
  expect(readdirSync(folder).sort()).toEqual([...runs, 'dist']);
});

test('an old folder that cannot be deleted is a warning, and no obstacle for the next run', async () => {
  const folder = temporaryFolder({ 'new/a.txt': 'new', 'dist/z/a.txt': 'old' });
  const everything = [
    folder,
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((at) => join(folder, at)),
  ];
  const locked = join(folder, 'dist/z');
  chmodSync(locked, 0o555);
  // root may delete everything, so it becomes nobody.
  if (process.getuid?.() === 0) for (const path of everything) chownSync(path, NOBODY, NOBODY);
  const script = `
    import { replaceFolder } from './src/output.ts';
    if (process.getuid() === 0) process.setuid(${NOBODY});
    const replace = () => replaceFolder('${join(folder, 'new')}', '${join(folder, 'dist')}');
    console.log(replace().length, replace().length);`;
  expect(await runScript(script)).toBe('1 0\n');
  expect(contentsOf(join(folder, 'dist'))).toEqual({ 'a.txt': 'new' });
});

// mkdtemp makes folders of mode 700, and whoever applies dist/ is often another user.
test('a folder closed to all but its owner becomes as readable as a new one is', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'any'));
  const secluded = mkdtempSync(join(folder, 'new-'));
  replaceFolder(secluded, join(folder, 'dist'));
  expect(statSync(join(folder, 'dist')).mode).toBe(statSync(join(folder, 'any')).mode);
});

test('files are listed sorted, with their folders, and folders alone are not', () => {
  const folder = temporaryFolder({ 'b.txt': '', 'a/z.txt': '', 'a/y/x.txt': '' });
  mkdirSync(join(folder, 'empty'));
  expect(filesBelow(folder)).toEqual(['a/y/x.txt', 'a/z.txt', 'b.txt']);
});

test('a folder may be written in any way', () => {
  const folder = temporaryFolder({ 'a/z.txt': '', 'b.txt': '' });
  for (const way of [`${folder}/`, `${folder}/a/..`, `./${relative('.', folder)}`])
    expect(filesBelow(way), way).toEqual(['a/z.txt', 'b.txt']);
});
