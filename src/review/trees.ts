import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../output/replacing.js';
import type { Tree } from './manifests.js';

/** The files of a folder of synthesized output. Throws where there is no such folder. */
export function folderTree(folder: string): Tree {
  if (!isFolder(folder)) {
    throw new Error(`there must be a folder of synthesized output, got "${folder}"; arks-monitoring synth writes dist`);
  }
  return new Map(filesBelow(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** Whether there is a folder at a path. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
