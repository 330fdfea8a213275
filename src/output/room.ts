import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, refused } from './errors.js';
import { shown } from './place.js';

/** What the system says where there is no room: on the disk, of a user on it, or for one more byte in a file. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const KILOBYTE = 1_000;

/** Whether something could not be written for want of room. */
export function isFull(error: unknown): boolean {
  return FULL.includes(codeOf(error));
}

/** What is free where a folder is, or will be, in words: `636 kB and 61 more files`. Of files only where the system counts them. */
export function roomAt(folder: string): string {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, bsize, files, ffree } = statfsSync(there);
  const bytes = `${Math.floor((bavail * bsize) / KILOBYTE)} kB`;
  return files === 0 ? bytes : `${bytes} and ${ffree} more files`;
}

/** What was missing where the new folder could not be written beside the old one. */
export function noRoom(error: unknown, room: string, place: string): Error {
  return refused(
    shown(place),
    'must be on a disk that holds the old and the new folder together, since the new one is made beside the old, ' +
      `got ${codeOf(error)}; there was room for ${room}`,
  );
}
