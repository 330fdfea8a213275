import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { copied, ended, replace, startReplacing, type Way } from '../support/runs.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const prefixed = (folder: string, files: object) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** Together 200. */
const KILLS: readonly (readonly [Way, number])[] = [
  ['in one step', 150],
  ['in two', 50],
];
const FILES = 40;
const RUNS_IN_A_ROW = 1_000;
/** From the start of a process to somewhere in its first hundred replacements. */
const LEAST_MILLISECONDS = 100;
const MORE_MILLISECONDS = 400;
const MINUTES = 600_000;

const tree = (folder: string, text: string) =>
  Object.fromEntries(Array.from({ length: FILES }, (_, file) => [`${folder}a/${text}${file}.txt`, text]));

describe.each(KILLS)('dist/ that is replaced %s, and again and again', (way, kills) => {
  test(
    `is old or new, whole, after each of ${kills} kills at random moments, and the next run leaves no traces`,
    async () => {
      const missing: boolean[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const folder = temporaryFolder({ ...tree('dist/', 'old'), ...tree('new/', 'new') });
        const child = startReplacing({ folder, way, make: copied(join(folder, 'new')), times: RUNS_IN_A_ROW });
        const end = ended(child);
        await setTimeout(LEAST_MILLISECONDS + Math.random() * MORE_MILLISECONDS);
        child.kill('SIGKILL');
        expect((await end).by).toBe('SIGKILL');
        const found = existsSync(join(folder, 'dist'));
        missing.push(!found);
        if (found) expect([tree('', 'old'), tree('', 'new')]).toContainEqual(contentsOf(join(folder, 'dist')));
        expect(await replace(folder)).toEqual([]);
        expect(contentsOf(join(folder, 'dist'))).toEqual(tree('', 'new'));
        expect(readdirSync(folder).sort()).toEqual(['dist', 'new']);
      }
      if (way === 'in one step') expect(missing).not.toContain(true);
    },
    MINUTES,
  );
});

test(
  'a run with --only that is killed at any step has each folder old or new, whole, or for one step missing where the system exchanges none, and what it was not about as it was',
  async () => {
    const of = (text: string) => ({ 'a.txt': text, 'b/c.txt': text });
    const ofAll = (text: string, ...names: readonly string[]) =>
      Object.assign({}, ...names.map((name) => prefixed(name, of(text))));
    const run = (fault?: { step: number; what: 'SIGKILL' }) => {
      const folder = temporaryFolder({
        ...prefixed('dist', ofAll('old', 'x', 'y', 'z')),
        ...prefixed('new', ofAll('new', 'x', 'y')),
      });
      const make = copied(join(folder, 'new'), 'parts');
      return {
        folder,
        end: ended(startReplacing({ folder, make, way: 'in two', ...(fault === undefined ? {} : { fault }) })),
      };
    };
    const partOf = (folder: string, name: string) => {
      const part = join(folder, 'dist', name);
      return existsSync(part) ? contentsOf(part) : undefined;
    };
    const { steps } = await run().end;
    const seen = new Set<string>();
    for (let step = 1; step <= steps; step += 1) {
      const { folder, end } = run({ step, what: 'SIGKILL' });
      expect((await end).by).toBe('SIGKILL');
      for (const name of ['x', 'y', 'z']) {
        const files = partOf(folder, name);
        expect([of('old'), ...(name === 'z' ? [] : [of('new'), undefined])], `${name}, step ${step}`).toContainEqual(
          files,
        );
      }
      seen.add(['x', 'y'].map((name) => partOf(folder, name)?.['a.txt']).join());
    }
    // Which the whole of it never is.
    expect(seen).toContain('new,old');
  },
  MINUTES,
);
