import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { replacing } from '../../src/output/replacing.js';
import { COMPILED } from './compiled.js';

/** How a folder is replaced: as the system can, or as one does that has neither mv --exchange nor perl. */
export type Way = 'in one step' | 'in two';

interface Replacing {
  /** The folder with `new/` and `dist/`. */
  readonly folder: string;
  /** What is done with the folder that is made, given as `incoming`. */
  readonly make: string;
  readonly way?: Way;
  /** Sets another user before. */
  readonly user?: number;
  /** How often, one after the other. */
  readonly times?: number;
  /** Happens instead of this step of those that change something, from 1 on. */
  readonly fault?: { readonly step: number; readonly what: 'SIGKILL' | 'ENOSPC' };
}

/** What of the file system a run calls to change something. */
const STEPS = ['cpSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync'];

/** Copies `new/` of the folder, and puts it into its place, or each of its folders alone. */
export const copied = (from: string, what: 'whole' | 'parts' = 'whole') =>
  `cpSync('${from}', incoming.folder, { recursive: true }); incoming.replace('${what}');`;

/** Starts a process that replaces `dist/` of a folder, and prints what it is told, `done` after
 * each time, and in the end how many steps changed something. */
export function startReplacing({ folder, make, way = 'in one step', user, times = 1, fault }: Replacing): ChildProcess {
  const script = `
    import fs, { cpSync, writeFileSync } from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { setTimeout } from 'node:timers/promises';
    import { replacing } from '${join(COMPILED, 'src/output/replacing.js')}';
    let steps = 0;
    for (const name of ${JSON.stringify(STEPS)}) {
      const step = fs[name];
      fs[name] = (...words) => {
        steps += 1;
        if (steps !== ${fault?.step ?? 0}) return step(...words);
        if ('${fault?.what}' === 'SIGKILL') process.kill(process.pid, 'SIGKILL');
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      };
    }
    syncBuiltinESMExports();
    if (${user !== undefined}) process.setuid(${user ?? 0});
    const tell = (text) => console.log(text);
    for (let turn = 0; turn < ${times}; turn++) {
      try {
        await replacing('${join(folder, 'dist')}', { tell, make: async (incoming) => { ${make} } });
        console.log('done');
      } catch (error) {
        console.log(error.message);
      }
    }
    console.log(steps + ' steps');`;
  const env = way === 'in two' ? { ...process.env, PATH: folder } : process.env;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** How a process ended: what it printed line by line, and how many steps changed something, which it prints last. */
interface Ended {
  readonly lines: readonly string[];
  readonly steps: number;
  /** Its exit code, or the signal that ended it. */
  readonly by: string;
}

/** Waits for a process of startReplacing(). */
export async function ended(child: ChildProcess): Promise<Ended> {
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
  });
  const by = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? String(code)));
  });
  const all = text.split('\n').filter((line) => line !== '');
  const steps = /^(\d+) steps$/.exec(all.at(-1) ?? '')?.[1];
  return { lines: steps === undefined ? all : all.slice(0, -1), steps: Number(steps ?? Number.NaN), by };
}

/** Puts `new/` of a folder in the place of its `dist/`, or of another, within this process; returns what was told. */
export async function replace(
  folder: string,
  target = 'dist',
  what: 'whole' | 'parts' = 'whole',
): Promise<readonly string[]> {
  const told: string[] = [];
  await replacing(join(folder, target), {
    tell: (text) => told.push(text),
    make: async (incoming) => {
      cpSync(join(folder, 'new'), incoming.folder, { recursive: true });
      incoming.replace(what);
    },
  });
  return told;
}
