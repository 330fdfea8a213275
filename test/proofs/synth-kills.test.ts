import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { contentsOf } from '../support/temporary-folder.js';
import {
  aboutToSwap,
  besides,
  type Command,
  type Dist,
  distOf,
  endOf,
  killed,
  project,
  settled,
  startSynth,
} from '../support/whole-synths.js';

type Moment = 'somewhere in the run' | 'around the exchange';

/** Together 60: most of them of what starts fastest, since the program is the same in each. */
const KILLS: readonly (readonly [Command, Moment, number])[] = [
  ['node main.js', 'somewhere in the run', 18],
  ['node main.js', 'around the exchange', 16],
  ['npm run synth', 'somewhere in the run', 10],
  ['npm run synth', 'around the exchange', 4],
  ['cdk8s synth', 'somewhere in the run', 8],
  ['cdk8s synth', 'around the exchange', 4],
];
/** From the last file that synth writes to well after the end of most runs. */
const AROUND_MILLISECONDS = 150;
const MINUTES = 900_000;

let old: Dist = {};
let next: Dist = {};
beforeAll(async () => {
  old = await distOf('old');
  next = await distOf('new');
});

test.each(KILLS)(
  '%s, killed %s with all that it started, leaves dist/ old or new, byte for byte, and the next run nothing of it: %i times',
  async (command, moment, kills) => {
    const isAtExchange = moment === 'around the exchange';
    const longest = isAtExchange ? AROUND_MILLISECONDS : await millisecondsOf(command);
    for (let kill = 0; kill < kills; ) {
      const folder = project('new', old);
      const child = startSynth(folder, command);
      if (isAtExchange) await aboutToSwap(folder, child);
      await setTimeout(Math.random() * longest);
      // One that has ended by then counts for nothing.
      if (await killed(child)) kill += 1;
      expect([old, next]).toContainEqual(contentsOf(join(folder, 'dist')));
      expect(await settled(folder)).toBe('');
      expect(contentsOf(join(folder, 'dist'))).toEqual(next);
      expect(besides(folder)).toEqual(['dist']);
    }
  },
  MINUTES,
);

test.each(['npm run synth', 'cdk8s synth'] as const)(
  '%s itself ends well beside what its kill has left',
  async (command) => {
    const folder = project('new', old);
    const first = startSynth(folder, command);
    await aboutToSwap(folder, first);
    await killed(first);
    expect(await endOf(startSynth(folder, command))).toMatchObject({ by: '0' });
    expect(contentsOf(join(folder, 'dist'))).toEqual(next);
    expect(besides(folder)).toEqual(['dist']);
  },
  MINUTES,
);

/** How long a run takes that nothing kills. */
async function millisecondsOf(command: Command): Promise<number> {
  const started = performance.now();
  expect(await endOf(startSynth(project('new', old), command))).toMatchObject({ by: '0' });
  return performance.now() - started;
}
