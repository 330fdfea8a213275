import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copied, ended, replace, startReplacing, type Way } from '../support/runs.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const OLD = { 'a/b.txt': 'old', 'c.txt': 'old' };
const NEW = { 'a/b.txt': 'new', 'd.txt': 'new' };
/** As many as there are at least, so that a step that nobody counted is noticed. */
const LEAST_STEPS = 8;

const prefixed = (folder: string, files: object) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** One run with a fault at a step, and what it left; then one without. */
async function faulty(way: Way, what: 'SIGKILL' | 'ENOSPC', step: number) {
  const folder = temporaryFolder({ ...prefixed('dist', OLD), ...prefixed('new', NEW) });
  const { by, lines } = await ended(
    startReplacing({ folder, way, make: copied(join(folder, 'new')), fault: { step, what } }),
  );
  const dist = existsSync(join(folder, 'dist')) ? contentsOf(join(folder, 'dist')) : undefined;
  const entries = readdirSync(folder).sort();
  const told = await replace(folder);
  return {
    title: `${what} ${way}, step ${step}`,
    by,
    lines,
    dist,
    entries,
    next: { told, files: contentsOf(folder), entries: readdirSync(folder).sort() },
  };
}

/** A fault at each step of a run, one after the other. */
async function everyStep(way: Way, what: 'SIGKILL' | 'ENOSPC') {
  const folder = temporaryFolder({ ...prefixed('dist', OLD), ...prefixed('new', NEW) });
  const { steps } = await ended(startReplacing({ folder, way, make: copied(join(folder, 'new')) }));
  expect(steps).toBeGreaterThanOrEqual(LEAST_STEPS);
  const all = [];
  for (let step = 1; step <= steps; step += 1) all.push(await faulty(way, what, step));
  return all;
}

const RIGHT = { told: [], files: { ...prefixed('dist', NEW), ...prefixed('new', NEW) }, entries: ['dist', 'new'] };

describe('a run that is killed at any step', () => {
  test('has dist/ old or new, whole, at every moment, and the next run leaves nothing of it', async () => {
    for (const { title, by, dist, next } of await everyStep('in one step', 'SIGKILL')) {
      expect(by, title).toBe('SIGKILL');
      expect([OLD, NEW], title).toContainEqual(dist);
      expect(next, title).toEqual(RIGHT);
    }
  });

  test('where the system cannot exchange folders, has no dist/ at one step, and the next run leaves nothing of it', async () => {
    const all = await everyStep('in two', 'SIGKILL');
    expect(all.filter(({ dist }) => dist === undefined)).toHaveLength(1);
    for (const { title, dist, next } of all) {
      expect([OLD, NEW, undefined], title).toContainEqual(dist);
      expect(next, title).toEqual(RIGHT);
    }
  });
});

test('a disk that is full at any step costs nothing, and what is left the next run deletes', async () => {
  for (const { title, by, lines, dist, next } of await everyStep('in two', 'ENOSPC')) {
    expect(by, title).toBe('0');
    expect(lines.at(-1), title).toMatch(/ENOSPC|^done$/);
    expect([OLD, NEW], title).toContainEqual(dist);
    expect(next, title).toEqual(RIGHT);
  }
});
