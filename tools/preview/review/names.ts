import { createHash } from 'node:crypto';
import { plainName } from '../model/plain-name.js';
import type { ChangedPanel } from './changed-panels.js';

const DIGITS = 8;

/**
 * The beginning of the names of a panel's pictures, the same in each run: letters that every file system and every link takes,
 * whatever a title says, and a hash by which two panels of like titles stay apart.
 */
export function pictureName({ uid, key, environments: [environment = ''] }: ChangedPanel): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([environment, uid, key]))
    .digest('hex');
  return [plainName(uid), plainName(key), hash.slice(0, DIGITS)].join('.');
}

/** Whether a file has such a name. */
export function isPicture(file: string): boolean {
  return /^[a-z0-9-]+\.[a-z0-9-]+\.[0-9a-f]{8}\.(?:before|after)\.png$/.test(file);
}
