import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeCode } from '../package/code.js';
import { PROGRAMS } from '../package/entries.js';

/** A program that runs may still read parts of the bundle that it was started from. */
const KEPT_MILLISECONDS = 60 * 60 * 1_000;
const BEING_WRITTEN = 'new-';

/**
 * Bundles the program into a folder, whole or not at all, and deletes the bundles beside it that are older than an hour. Somebody
 * else may do the same meanwhile.
 */
export async function buildProgram(folder: string): Promise<void> {
  const among = dirname(folder);
  mkdirSync(among, { recursive: true });
  const written = mkdtempSync(join(among, BEING_WRITTEN));
  try {
    await writeCode(written, PROGRAMS);
    renameSync(written, folder);
  } catch (error) {
    rmSync(written, { recursive: true, force: true });
    if (!isThere(folder)) throw error;
  }
  for (const name of readdirSync(among).filter((one) => one !== basename(folder))) {
    const path = join(among, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
}

function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder must be named that the program is bundled into');
await buildProgram(folder);
