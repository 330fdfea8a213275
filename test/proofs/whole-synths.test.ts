import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';
import {
  besides,
  type Command,
  type Dist,
  distOf,
  endOf,
  project,
  settled,
  startSynth,
} from '../support/whole-synths.js';

const NOBODY = 65_534;
const MINUTES = 300_000;

let old: Dist = {};
let next: Dist = {};
beforeAll(async () => {
  old = await distOf('old');
  next = await distOf('new');
});

/** root may write everything, so that it becomes nobody, to whom all of the checkout then belongs. */
function userOf(folder: string): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const own = ['environments', 'dist'].flatMap((name) => [
    name,
    ...readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
  ]);
  for (const path of ['.', ...own]) chownSync(join(folder, path), NOBODY, NOBODY);
  return NOBODY;
}

describe('synth of somebody who may not write', () => {
  test.each([
    ['the folder around dist/', '.', /^dist: must be in a folder that can be written to, .* got EACCES for dist\.tmp$/],
    ['dist/ itself', 'dist', /^dist: must be a folder that may be exchanged for a new one, got EACCES; /],
  ])('%s ends with 1 and one line, and all is as it was', async (_, readOnly, message) => {
    const folder = project('new', old);
    const user = userOf(folder);
    chmodSync(join(folder, readOnly), 0o555);
    const { by, stderr } = await endOf(startSynth(folder, 'node main.js', user));
    chmodSync(join(folder, readOnly), 0o755);
    expect({ by, lines: stderr.trimEnd().split('\n') }).toEqual({ by: '1', lines: [expect.stringMatching(message)] });
    expect(contentsOf(join(folder, 'dist'))).toEqual(old);
    expect(besides(folder)).toEqual(['dist']);
    expect(await settled(folder)).toBe('');
  });

  test('a folder within dist/ has the new one in place, and is told that the old one cannot be deleted', async () => {
    const folder = project('new', old);
    const user = userOf(folder);
    chmodSync(join(folder, 'dist/eu-1'), 0o555);
    const { by, stderr } = await endOf(startSynth(folder, 'node main.js', user));
    expect({ by, stderr }).toEqual({
      by: '0',
      stderr: expect.stringMatching(/^warning: dist\.tmp\/garbage-.* must be deleted by hand: .*EACCES.*\n$/),
    });
    expect(contentsOf(join(folder, 'dist'))).toEqual(next);
  });
});

/** Three checkouts of an environment each, whose dist is a link to one and the same folder. */
function checkoutsOfOneDist(names: readonly string[]): {
  readonly folders: readonly string[];
  readonly shared: string;
} {
  const shared = join(temporaryFolder(), 'published');
  mkdirSync(join(shared, 'eu-1'), { recursive: true });
  for (const [path, text] of Object.entries(old)) writeFileSync(join(shared, path), text);
  const folders = names.map((name) => {
    const folder = project(name, {});
    symlinkSync(shared, join(folder, 'dist'));
    return folder;
  });
  return { folders, shared };
}

test.each<readonly [string, readonly [Command, Command, Command]]>([
  ['the same command', ['node main.js', 'node main.js', 'node main.js']],
  ['another command each', ['npm run synth', 'cdk8s synth', 'node main.js']],
])(
  'three whole synths at once by %s all end well, say once whom they wait for, dist/ is that of one, and nothing is left',
  async (_, commands) => {
    const names = ['a', 'b', 'c'];
    const { folders, shared } = checkoutsOfOneDist(names);
    const ends = await Promise.all(commands.map((command, index) => endOf(startSynth(folders[index] ?? '', command))));
    expect(ends.map(({ by }) => by)).toEqual(['0', '0', '0']);
    // What the program prints cdk8s-cli prints as complaints.
    const waits = ends.map(({ stderr }) => stderr.split('\n').filter((line) => line.startsWith('waiting: ')));
    const told = waits.flat();
    // Different commands start at different speeds, so that on a busy machine they may not meet.
    expect(told.length).toBeGreaterThanOrEqual(new Set(commands).size === 1 ? 1 : 0);
    for (const line of told) expect(line).toMatch(/^waiting: process \d+ is writing .*published$/);
    for (const lines of waits) expect(lines).toEqual([...new Set(lines)]);
    const possible: Dist[] = [];
    for (const name of names) possible.push(await distOf(name));
    expect(possible).toContainEqual(contentsOf(shared));
    expect(readdirSync(join(shared, '..'))).toEqual(['published']);
    for (const folder of folders) expect(besides(folder)).toEqual(['dist']);
  },
  MINUTES,
);
