import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { codeOf, done, refused } from './errors.js';

const IMMOVABLE =
  'must be a folder that can be exchanged for a new one, got a mount point, or a folder of a lower layer of an overlay; ' +
  'mount the folder that it is in instead, or copy it and delete the original';

/**
 * The folder that an output folder is, as an absolute path: behind a link what it leads to, so that the link stays. It need not
 * be there. Throws where something else is in its place, which must not be lost, or where it can never be replaced.
 */
export function placeOf(folder: string): string {
  const path = resolve(folder);
  const isLink = found(path)?.isSymbolicLink() === true;
  const place = isLink ? behind(folder, path) : path;
  const stats = found(place);
  if (stats === undefined) return place;
  if (!stats.isDirectory()) {
    throw refused(folder, `must be a folder, got ${isLink ? 'a link to ' : ''}a file; move or delete it`);
  }
  if (stats.dev !== statSync(dirname(place)).dev) throw refused(folder, IMMOVABLE);
  return place;
}

/** As a person would write it: from the folder that he is in where it is below that. */
export function shown(path: string): string {
  const below = relative('.', path);
  return below === '' || below.startsWith('..') ? path : below;
}

/** What a folder that could not be moved must be, by the code of the system. */
export function unmoved(code: string): string {
  if (code === 'EBUSY' || code === 'EXDEV') return IMMOVABLE;
  return `must be a folder that may be exchanged for a new one, got ${code}; look at whose it is and who may write there`;
}

function behind(folder: string, path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const target = readlinkSync(path);
    throw refused(
      folder,
      `must lead to a folder, got a link to "${target}" (${codeOf(error)}); make that folder, or delete the link`,
    );
  }
}

function found(path: string) {
  let stats: ReturnType<typeof lstatSync> | undefined;
  done(() => {
    stats = lstatSync(path);
  }, 'ENOENT');
  return stats;
}
