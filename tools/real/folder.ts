import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const REAL = resolve(import.meta.dirname, '../../.tools/real');

/** Where programs of the bench are installed: an ignored folder that stays between runs. It is there when this returns. */
export function realFolder(...parts: readonly string[]): string {
  const folder = join(REAL, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
