import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts a finished folder in the place of another, so that the other is either as it was or wholly new.
 * Files that the new folder lacks are gone from the old one, too.
 */
export function replaceFolder(finished: string, target: string): void {
  const incoming = `${target}.new.tmp`;
  const outgoing = `${target}.old.tmp`;
  for (const folder of [incoming, outgoing]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(incoming), { recursive: true });
  cpSync(finished, incoming, { recursive: true });
  // The finished folder is a temporary one, which only its owner may read.
  chmodSync(incoming, 0o777 & ~process.umask());
  if (existsSync(target)) renameSync(target, outgoing);
  renameSync(incoming, target);
  rmSync(outgoing, { recursive: true, force: true });
}

/** The files below a folder, as paths from it, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
