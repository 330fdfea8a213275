import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes the lock of a folder: what gives it back, or nothing where a process that is alive has it. One that died has none.
 */
export function lockedBy(folder: string): (() => void) | undefined {
  const file = join(folder, 'pid');
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    const owner = Number(readFileSync(file, { encoding: 'utf8', flag: 'a+' }));
    if (owner !== process.pid && !isAlive(owner)) rmSync(file, { force: true });
    return undefined;
  }
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
