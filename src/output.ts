import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Puts a finished folder in the place of another, so that the other is either as it was or wholly new.
 * Files that the new folder lacks are gone from the old one, too. Returns a warning for each folder that was moved out of
 * the way and cannot be deleted; the new one is in its place all the same.
 */
export function replaceFolder(finished: string, target: string): readonly string[] {
  const incoming = besides(target);
  try {
    mkdirSync(dirname(incoming), { recursive: true });
    cpSync(finished, incoming, { recursive: true });
    // The finished folder is a temporary one, which only its owner may read.
    chmodSync(incoming, 0o777 & ~process.umask());
    return swap(incoming, target).flatMap(undeletable);
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
}

/**
 * Puts each folder of a finished one in the place of that of the same name in another, and leaves what else is there as it is.
 * Each of them is either as it was or wholly new. Returns warnings as replaceFolder does.
 */
export function replaceFoldersIn(finished: string, target: string): readonly string[] {
  return readdirSync(finished).flatMap((name) => replaceFolder(join(finished, name), join(target, name)));
}

/** The files below a folder, as paths from it, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** A name that no other run uses; .gitignore knows its ending. */
function besides(target: string): string {
  return `${target}.${randomUUID()}.tmp`;
}

/** Returns what was moved away. Another run may take the target, or put its own there, between any two of these steps. */
function swap(incoming: string, target: string): readonly string[] {
  const outgoing: string[] = [];
  do {
    const away = besides(target);
    if (moves(target, away, ['ENOENT'])) outgoing.push(away);
  } while (!moves(incoming, target, ['ENOTEMPTY', 'EEXIST']));
  return outgoing;
}

/** Whether a folder could be moved; throws where it could not for another reason than those expected. */
function moves(from: string, to: string, expected: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && expected.includes(String(error.code))) return false;
    throw error;
  }
}

function undeletable(folder: string): readonly string[] {
  try {
    rmSync(folder, { recursive: true, force: true });
    return [];
  } catch (error) {
    return [`warning: ${folder} is what was there before, and must be deleted by hand: ${String(error)}`];
  }
}
