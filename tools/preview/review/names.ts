import { createHash } from 'node:crypto';
import type { ChangedPanel } from './changed-panels.js';

const MOST_LETTERS = 40;
const DIGITS = 8;

/**
 * The beginning of the names of a panel's pictures, the same in each run: letters that every file system and every link takes,
 * whatever a title says, and a hash by which two panels of like titles stay apart.
 */
export function pictureName({ uid, key, environments: [environment = ''] }: ChangedPanel): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([environment, uid, key]))
    .digest('hex');
  return [plain(uid), plain(key), hash.slice(0, DIGITS)].join('.');
}

/** Whether a file has such a name. */
export function isPicture(file: string): boolean {
  return /^[a-z0-9-]+\.[a-z0-9-]+\.[0-9a-f]{8}\.(?:before|after)\.png$/.test(file);
}

function plain(text: string): string {
  const letters = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_LETTERS)
    .replaceAll(/^-|-$/g, '');
  return letters === '' ? 'x' : letters;
}
