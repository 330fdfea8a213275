import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, replacing } from '../../src/output/replacing.js';
import { isDead, newRunName, readRunName } from '../../src/output/run-name.js';
import { copied, ended, replace, startReplacing, type Way } from '../support/runs.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const NOBODY = 65_534;
const WAYS: readonly Way[] = ['in one step', 'in two'];
const range = (length: number) => Array.from({ length }, (_, index) => index);
const TREES = { 'new/a/b.txt': 'new', 'dist/a/b.txt': 'old', 'dist/c.txt': 'old' };
const NEW = { 'new/a/b.txt': 'new', 'dist/a/b.txt': 'new' };

/** root may do everything, so it becomes nobody, to whom all of a folder then belongs. */
function asNobody(folder: string): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  for (const path of [folder, ...all]) chownSync(path, NOBODY, NOBODY);
  return NOBODY;
}

describe('a folder', () => {
  test.each(WAYS)('takes the place of the old one %s, whole, without traces beside it', async (way) => {
    const folder = temporaryFolder(TREES);
    const { lines } = await ended(startReplacing({ folder, way, make: copied(join(folder, 'new')) }));
    expect(lines).toEqual(['done']);
    expect(contentsOf(folder)).toEqual(NEW);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  });

  test('takes a place that does not exist yet', async () => {
    const folder = temporaryFolder({ 'new/a.txt': 'new' });
    expect(await replace(folder, 'deep/dist')).toEqual([]);
    expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', 'deep/dist/a.txt': 'new' });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
  });

  test('replaces its parts alone, and leaves the others as they are', async () => {
    const folder = temporaryFolder({ ...TREES, 'dist/z/a.txt': 'old' });
    expect(await replace(folder, 'dist', 'parts')).toEqual([]);
    expect(contentsOf(folder)).toEqual({ ...NEW, 'dist/c.txt': 'old', 'dist/z/a.txt': 'old' });
  });

  // Whoever applies dist/ is often another user.
  test('is as readable as any new one', async () => {
    const folder = temporaryFolder({ 'new/a.txt': '', 'any/a.txt': '' });
    await replace(folder);
    expect(statSync(join(folder, 'dist')).mode).toBe(statSync(join(folder, 'any')).mode);
  });

  test('is left as it was, without traces, where the new one could not be made', async () => {
    const folder = temporaryFolder(TREES);
    const make = async () => {
      throw new Error('zebra');
    };
    await expect(replacing(join(folder, 'dist'), { tell: () => {}, make })).rejects.toThrow('zebra');
    expect(contentsOf(folder)).toEqual(TREES);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  });
});

describe('a folder that is something else', () => {
  test('is replaced behind a link, and the link stays', async () => {
    const folder = temporaryFolder({ 'new/a.txt': 'new', 'real/b.txt': 'old' });
    symlinkSync('real', join(folder, 'dist'));
    expect(await replace(folder)).toEqual([]);
    expect(lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
    expect(contentsOf(join(folder, 'real'))).toEqual({ 'a.txt': 'new' });
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new', 'real']);
  });

  test.each([
    [
      'nowhere',
      /dist: must lead to a folder, got a link to "nowhere" \(ENOENT\); make that folder, or delete the link$/,
    ],
    ['new/a.txt', /dist: must be a folder, got a link to a file; move or delete it$/],
    ['dist', /dist: must lead to a folder, got a link to "dist" \(ELOOP\); make that folder, or delete the link$/],
  ])('is refused where it is a link to %s, which stays', async (target, message) => {
    const folder = temporaryFolder({ 'new/a.txt': 'new' });
    symlinkSync(target, join(folder, 'dist'));
    await expect(replace(folder)).rejects.toThrow(message);
    expect(lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  });

  test('is refused where it is a file, which stays', async () => {
    const folder = temporaryFolder({ 'new/a.txt': 'new', dist: 'mine' });
    await expect(replace(folder)).rejects.toThrow(/\/dist: must be a folder, got a file; move or delete it$/);
    expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', dist: 'mine' });
  });

  test.each([
    ['a file', (path: string) => writeFileSync(path, 'mine')],
    ['a link to nowhere', (path: string) => symlinkSync('nowhere', path)],
    ['a link to a file', (path: string) => symlinkSync('new/a.txt', path)],
  ])('is refused in one sentence where the folder that it is made in would be %s, which stays', async (_, make) => {
    const folder = temporaryFolder({ 'new/a.txt': 'new', 'dist/b.txt': 'old' });
    make(join(folder, 'dist.tmp'));
    await expect(replace(folder)).rejects.toThrow(
      /\/dist\.tmp: must be a folder, since synth works in it, or not be there, got a file; move or delete it$/,
    );
    expect(lstatSync(join(folder, 'dist.tmp')).isDirectory()).toBe(false);
    expect(contentsOf(join(folder, 'dist'))).toEqual({ 'b.txt': 'old' });
  });

  test('is refused where it is a mount point, before anything is made', async () => {
    const make = async () => {};
    const mounted = replacing('/dev', { tell: () => {}, make });
    await expect(mounted).rejects.toThrow(/^\/dev: .* got a mount point.*; mount the folder that it is in instead, /);
  });
});

describe('a run that died', () => {
  /** The folder of a run of this place whose process started at another time: its number has come to this process since. */
  const dead = () => newRunName().replace(/^(run-\d+)-\d*-/, '$1-7-');
  const elsewhere = () => newRunName().replace(/^(run-\d+-\d*)-[^-]+-/, '$1-abcdef01-');

  test('has what it left behind deleted', async () => {
    const [run, other] = [dead(), dead()];
    const left = {
      [`dist.tmp/${run}/new/x.txt`]: 'torn',
      [`dist.tmp/${other}/old/x.txt`]: 'old',
      'dist.tmp/garbage-3/x': '',
    };
    const folder = temporaryFolder({ ...TREES, ...left });
    expect(await replace(folder)).toEqual([]);
    expect(contentsOf(folder)).toEqual(NEW);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  });

  test('between two steps has the old folder put back, also by a run that fails', async () => {
    const folder = temporaryFolder({ [`dist.tmp/${dead()}/old/x.txt`]: 'old' });
    await expect(replace(folder)).rejects.toThrow('ENOENT');
    expect(contentsOf(folder)).toEqual({ 'dist/x.txt': 'old' });
  });

  test('between two steps has the one part put back that is missing', async () => {
    const parts = `dist.tmp/${dead()}/old-parts`;
    const folder = temporaryFolder({
      [`${parts}/a/x.txt`]: 'old',
      [`${parts}/b/x.txt`]: 'old',
      'dist/b/x.txt': 'newer',
    });
    await expect(replace(folder)).rejects.toThrow('ENOENT');
    expect(contentsOf(folder)).toEqual({ 'dist/a/x.txt': 'old', 'dist/b/x.txt': 'newer' });
  });

  test('of another machine counts as dead when it was silent for more than five minutes', async () => {
    const run = elsewhere();
    const folder = temporaryFolder({ ...TREES, [`dist.tmp/${run}/new/x.txt`]: 'torn' });
    const sixMinutesAgo = Date.now() / 1_000 - 360;
    utimesSync(join(folder, 'dist.tmp', run), sixMinutesAgo, sixMinutesAgo);
    expect(await replace(folder)).toEqual([]);
    expect(contentsOf(folder)).toEqual(NEW);
  });

  test('of another machine is waited for before that', async () => {
    const run = elsewhere();
    const folder = temporaryFolder({ ...TREES, [`dist.tmp/${run}/new/x.txt`]: 'at work' });
    const child = startReplacing({ folder, make: copied(join(folder, 'new')) });
    await once(child.stdout ?? child, 'data');
    expect(contentsOf(join(folder, 'dist.tmp'))).toEqual({ [`${run}/new/x.txt`]: 'at work' });
    child.kill('SIGKILL');
  });

  test('is known as dead also while nobody has asked how it ended', async () => {
    const shell = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = await once(shell.stdout, 'data');
    const run = readRunName(newRunName().replace(/^run-\d+-\d*-/, `run-${String(pid).trim()}--`));
    await expect.poll(() => run !== undefined && isDead(run, 0)).toBe(true);
    shell.kill();
  });

  test('leaves what others have put beside its own alone', async () => {
    const folder = temporaryFolder({ ...TREES, 'dist.tmp/mine.txt': 'mine' });
    expect(await replace(folder)).toEqual([]);
    expect(contentsOf(folder)).toEqual({ ...NEW, 'dist.tmp/mine.txt': 'mine' });
  });
});

describe('runs at the same time', () => {
  test('wait for each other: one wins whole, and none leaves traces', async () => {
    const runs = ['a', 'b', 'c'];
    const trees = runs.flatMap((run) => range(9).map((file) => [`${run}/${run}${file}.txt`, run]));
    const folder = temporaryFolder(Object.fromEntries(trees));
    const all = runs.map((run) => ended(startReplacing({ folder, make: copied(join(folder, run)), times: 3 })));
    for (const { lines } of await Promise.all(all)) expect(lines.filter((line) => line === 'done')).toHaveLength(3);
    const [winner = ''] = Object.values(contentsOf(join(folder, 'dist')));
    expect(contentsOf(join(folder, 'dist'))).toEqual(contentsOf(join(folder, winner)));
    expect(readdirSync(folder).sort()).toEqual([...runs, 'dist']);
  });

  test('say whom they wait for, once', async () => {
    const folder = temporaryFolder(TREES);
    const told: string[] = [];
    let second: Promise<void> = Promise.resolve();
    await replacing(join(folder, 'dist'), {
      tell: () => {},
      make: async () => {
        const make = async (incoming: { readonly replace: (what: 'whole') => void }) => incoming.replace('whole');
        second = replacing(join(folder, 'dist'), { tell: (text) => told.push(text), make });
        await new Promise((resolve) => setTimeout(resolve, 600));
        expect(contentsOf(join(folder, 'dist'))).toEqual({ 'a/b.txt': 'old', 'c.txt': 'old' });
      },
    });
    await second;
    expect(told).toEqual([`waiting: process ${process.pid} is writing ${join(folder, 'dist')}`]);
    expect(contentsOf(join(folder, 'dist'))).toEqual({});
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends a run between two steps, and leaves the old folder and nothing else',
  async (signal) => {
    const folder = temporaryFolder(TREES);
    const child = startReplacing({ folder, make: `console.log('making'); await setTimeout(60_000);` });
    const end = ended(child);
    await once(child.stdout ?? child, 'data');
    child.kill(signal);
    expect((await end).by).toBe(signal);
    expect(contentsOf(folder)).toEqual(TREES);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  },
);

describe('what may not be written', () => {
  test('is an old folder that cannot be deleted: a warning, and no obstacle for the next run', async () => {
    const folder = temporaryFolder({ 'new/a.txt': 'new', 'dist/z/a.txt': 'old' });
    chmodSync(join(folder, 'dist/z'), 0o555);
    const user = asNobody(folder);
    const run = { folder, make: copied(join(folder, 'new')), times: 2, ...(user === undefined ? {} : { user }) };
    const { lines } = await ended(startReplacing(run));
    const warning = expect.stringMatching(/^warning: .*dist\.tmp\/garbage-.* must be deleted by hand: .*EACCES/);
    expect(lines).toEqual([warning, 'done', warning, 'done']);
    expect(contentsOf(join(folder, 'dist'))).toEqual({ 'a.txt': 'new' });
  });

  test.each([
    [
      'the folder around it',
      '.',
      /^.*dist: must be in a folder that can be written to, .* got EACCES for .*dist\.tmp$/,
    ],
    ['the folder itself', 'dist', /^.*dist: must be a folder that may be exchanged for a new one, got EACCES; /],
  ])('is %s: one line, and all is as it was', async (_, readOnly, message) => {
    const folder = temporaryFolder(TREES);
    const user = asNobody(folder);
    chmodSync(join(folder, readOnly), 0o555);
    const run = { folder, make: copied(join(folder, 'new')), ...(user === undefined ? {} : { user }) };
    const { lines } = await ended(startReplacing(run));
    chmodSync(join(folder, readOnly), 0o755);
    expect(lines).toEqual([expect.stringMatching(message)]);
    expect(contentsOf(folder)).toEqual(TREES);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
  });
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
