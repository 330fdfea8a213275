import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, refused } from './errors.js';
import { exchanged } from './exchange.js';
import { shown, unmoved } from './place.js';

/** In the folder of a run: what it makes, and what it has moved away until the new one is in its place. */
const NEW = 'new';
const OLD = 'old';
/** The same where it is folders of an output folder that are replaced, each by its name. */
const OLD_PARTS = 'old-parts';

/** Makes the folder in which a run makes the new one. */
export function newFolder(claimed: string): string {
  const folder = join(claimed, NEW);
  mkdirSync(folder);
  return folder;
}

/** Puts the new folder in the place of the old one, which stays in the folder of the run. */
export function swapWhole(claimed: string, place: string): void {
  swap(join(claimed, NEW), place, join(claimed, OLD));
}

/** The same for each folder of the new one alone, and leaves what else is in the old one as it is. */
export function swapParts(claimed: string, place: string): void {
  mkdirSync(place, { recursive: true });
  mkdirSync(join(claimed, OLD_PARTS), { recursive: true });
  for (const name of readdirSync(join(claimed, NEW))) {
    swap(join(claimed, NEW, name), join(place, name), join(claimed, OLD_PARTS, name));
  }
}

/** Puts back what a run that died between two steps had moved away and nothing has come in the place of. */
export function putBack(claimed: string, place: string): void {
  restore(join(claimed, OLD), place);
  const parts = join(claimed, OLD_PARTS);
  for (const name of existsSync(parts) ? readdirSync(parts) : []) restore(join(parts, name), join(place, name));
}

function restore(old: string, place: string): void {
  if (!existsSync(place) && existsSync(old)) renameSync(old, place);
}

function swap(incoming: string, place: string, outgoing: string): void {
  if (!existsSync(place)) {
    renameSync(incoming, place);
    return;
  }
  if (exchanged(incoming, place)) return;
  try {
    renameSync(place, outgoing);
  } catch (error) {
    throw refused(shown(place), unmoved(codeOf(error)));
  }
  try {
    renameSync(incoming, place);
  } catch (error) {
    renameSync(outgoing, place);
    throw error;
  }
}
