import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { codeOf, done, refused } from './errors.js';
import { shown } from './place.js';
import { isFull, noRoom, roomAt } from './room.js';
import { isDead, isHere, newRunName, type RunName, readRunName } from './run-name.js';
import { putBack } from './swap.js';

/** A folder beside an output folder in which one run at a time works. */
export interface Claim {
  /** Where the run may make what it likes; on the file system of the output folder. */
  readonly folder: string;
  /** Shows others that the run is at work. */
  readonly touch: () => void;
  /** Deletes the folder and all that is in it, and lets others in. Returns warnings of what cannot be deleted. */
  readonly release: () => readonly string[];
}

/** Longer than synth of 1,000 environments takes on a busy machine. */
const MOST_MINUTES = 15;
const MILLISECONDS_PER_MINUTE = 60_000;
/** Runs that met ask again after different times. */
const LEAST_PAUSE_MILLISECONDS = 50;
const MORE_PAUSE_MILLISECONDS = 200;
const GARBAGE = 'garbage-';
/** Nobody deletes a folder so often between two steps of another. */
const MOST_TRIES = 100;

/**
 * Waits until no other run works beside an output folder, says so where there is one, puts back what a run that died had
 * moved away, and deletes what it left. The name of a folder in `<output>.tmp` is the claim: making one is a single step, and
 * whoever made one and sees another of a living process takes his back. So two never work at once, whenever each of them began.
 * Throws where the other run does not end, and where nothing can be written beside the output folder.
 */
export async function claim(place: string, tell: (text: string) => void): Promise<Claim> {
  const shared = `${place}.tmp`;
  const folder = join(shared, newRunName());
  const end = Date.now() + MOST_MINUTES * MILLISECONDS_PER_MINUTE;
  for (let told = false; ; told = true) {
    makeFolder(folder, place);
    const living = othersOf(folder).find(({ dead }) => !dead);
    if (living === undefined) break;
    rmdirSync(folder);
    const text = `${describe(living.run)} is writing ${shown(place)}`;
    if (Date.now() > end) {
      throw refused(
        shown(place),
        `must be written by one run at a time, but ${text} for more than ${MOST_MINUTES} minutes; if it does not run any more, delete ${shown(living.path)}`,
      );
    }
    if (!told) tell(`waiting: ${text}`);
    await setTimeout(LEAST_PAUSE_MILLISECONDS + Math.random() * MORE_PAUSE_MILLISECONDS);
  }
  for (const { path } of othersOf(folder)) {
    putBack(path, place);
    for (const warning of deleted(path)) tell(warning);
  }
  const garbage = readdirSync(shared).filter((name) => name.startsWith(GARBAGE));
  for (const warning of garbage.flatMap((name) => remove(join(shared, name)))) tell(warning);
  return {
    folder,
    touch: () => utimesSync(folder, new Date(), new Date()),
    release: () => deleted(folder),
  };
}

/** Runs that another run finds beside its own folder. */
function othersOf(folder: string): readonly { readonly path: string; readonly run: RunName; readonly dead: boolean }[] {
  return readdirSync(dirname(folder)).flatMap((name) => {
    const path = join(dirname(folder), name);
    const run = readRunName(name);
    if (run === undefined || path === folder) return [];
    let touched = Date.now();
    // One that is gone meanwhile has ended.
    if (!done(() => (touched = statSync(path).mtimeMs), 'ENOENT')) return [];
    return [{ path, run, dead: isDead(run, Date.now() - touched) }];
  });
}

function describe(run: RunName): string {
  return isHere(run) ? `process ${run.pid}` : `process ${run.pid} of another machine or container`;
}

/** Whoever ends deletes the folder around it where it was the last, maybe between two steps of this. */
function makeFolder(folder: string, place: string): void {
  try {
    let tries = 0;
    while (!done(() => mkdirSync(folder, { recursive: true }), 'ENOENT')) {
      tries += 1;
      if (tries > MOST_TRIES) mkdirSync(firstMissing(folder));
    }
  } catch (error) {
    const shared = dirname(folder);
    if (isTaken(shared)) {
      throw refused(
        shown(shared),
        'must be a folder, since synth works in it, or not be there, got a file; move or delete it',
      );
    }
    // A full disk may have had room for the folder around it alone.
    done(() => rmdirSync(shared), 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EACCES', 'EROFS');
    if (isFull(error)) throw noRoom(error, roomAt(place), place);
    throw refused(
      shown(place),
      `must be in a folder that can be written to, since the new one is made beside the old, got ${codeOf(error)} for ${shown(shared)}`,
    );
  }
}

/** Whether something that is no folder has that name; a link that leads nowhere is none. */
function isTaken(path: string): boolean {
  let isOther = false;
  done(
    () => {
      isOther = !lstatSync(path).isDirectory() && !(existsSync(path) && statSync(path).isDirectory());
    },
    'ENOENT',
    'EACCES',
  );
  return isOther;
}

/**
 * Making several folders at once, Node 20.20 says of a file system that may not be written to that a folder is missing; making the first
 * of them alone, it says what is the matter.
 */
function firstMissing(folder: string): string {
  const parent = dirname(folder);
  return existsSync(parent) || parent === folder ? folder : firstMissing(parent);
}

/**
 * Deletes the folder of a run, and the one around it where it was the last. Under another name, so that whoever comes while half of it is
 * deleted puts nothing of it back.
 */
function deleted(folder: string): readonly string[] {
  const garbage = join(dirname(folder), `${GARBAGE}${randomUUID()}`);
  const warnings = done(() => renameSync(folder, garbage), 'ENOENT') ? remove(garbage) : [];
  done(() => rmdirSync(dirname(folder)), 'ENOTEMPTY', 'EEXIST', 'ENOENT');
  return warnings;
}

function remove(folder: string): readonly string[] {
  try {
    rmSync(folder, { recursive: true, force: true });
    return [];
  } catch (error) {
    return [`warning: ${shown(folder)} is what was there before, and must be deleted by hand: ${String(error)}`];
  }
}
