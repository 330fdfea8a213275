import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { realFolder } from './folder.js';
import { lockedBy } from './lock.js';

const MARK = 'installed';
const PAUSE_MILLISECONDS = 500;

/**
 * A folder of the bench with something installed in it. Installs once: what was begun and not finished is thrown away, and of two
 * test files that want the same program the second waits. Throws what installing throws.
 */
export async function installedOnce(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = realFolder(name);
  const mark = join(folder, MARK);
  while (!existsSync(mark)) {
    const release = lockedBy(realFolder('locks', name));
    if (release === undefined) {
      await sleep(PAUSE_MILLISECONDS);
      continue;
    }
    try {
      if (existsSync(mark)) break;
      rmSync(folder, { recursive: true, force: true });
      await install(realFolder(name));
      writeFileSync(mark, '');
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    } finally {
      release();
    }
  }
  return folder;
}
