import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { someOf } from '../files/shared-problems.js';
import { done } from './errors.js';

/** As App and Chart of cdk8s name the file of an object, the list of them that Kustomize reads, and what names what among them. */
const OURS = /^([A-Z][A-Za-z0-9]*\..+\.k8s\.yaml|kustomization\.(yaml|references))$/;
const LIST = 'kustomization.yaml';
/** What desktops put into any folder that somebody looks at; nobody misses it. */
const OF_DESKTOPS = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/**
 * Throws where an output folder holds anything that synth does not write, since what is replaced is gone. Of synth are folders
 * of files that are named after an object, `Kind.name.k8s.yaml`, and what Kustomize reads beside one. With names only these folders are
 * looked at.
 */
export function refuseStrangers(folder: string, names?: readonly string[]): void {
  const entries = entriesOf(folder).filter(({ name }) => names === undefined || names.includes(name));
  const strangers = entries.flatMap((entry) => strangersOf(folder, entry));
  if (strangers.length === 0) return;
  throw new Error(
    [
      `must hold nothing but what synth writes, since it is replaced whole, got ${someOf(strangers.map((name) => JSON.stringify(name)))};`,
      `move or delete ${strangers.length === 1 ? 'it' : 'them'} (${folder})`,
    ].join(' '),
  );
}

function strangersOf(folder: string, entry: Dirent): readonly string[] {
  if (OF_DESKTOPS.includes(entry.name)) return [];
  if (!entry.isDirectory()) return [entry.name];
  const entries = entriesOf(join(folder, entry.name));
  // Synth writes no list without objects: this one is an overlay that somebody keeps here.
  if (entries.some(({ name }) => name === LIST) && !entries.some(({ name }) => name.endsWith('.k8s.yaml'))) {
    return [join(entry.name, LIST)];
  }
  return entries
    .filter((inner) => !OF_DESKTOPS.includes(inner.name) && !(inner.isFile() && OURS.test(inner.name)))
    .map((inner) => join(entry.name, inner.name));
}

function entriesOf(folder: string): readonly Dirent[] {
  let entries: readonly Dirent[] = [];
  done(() => {
    entries = readdirSync(folder, { withFileTypes: true });
  }, 'ENOENT');
  return entries;
}
