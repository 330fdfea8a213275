import { basename } from 'node:path';
import { nearest } from '../lib/nearest.js';
import type { Problem } from '../lib/problem.js';
import { DEFAULTS, EXTENDS, isShared } from './environment-files.js';
import { shown, valueAt } from './shown.js';
import type { YamlFile } from './yaml-file.js';

/** Files that environments may extend, by their names in the folder. */
export interface SharedFiles {
  readonly names: readonly string[];
  /** Throws where no shared file has that name. */
  readonly read: (name: string) => YamlFile;
}

/** The files that an environment consists of. */
interface Chain {
  /** From the one below all others to the environment's own. */
  readonly files: readonly YamlFile[];
  /** What is wrong with what they extend; the chain then ends where it goes wrong. */
  readonly problems: readonly Problem[];
}

/** Shared files on the way from an environment down; region, hardware, stage and customer leave one to spare. */
const MOST_EXTENDED = 5;

/** The file, below it what it extends, that file after file, and below them all `_defaults.yaml` where there is one. */
export function inheritanceChain(own: YamlFile, shared: SharedFiles): Chain {
  const chain = followExtends([own], shared);
  if (!shared.names.includes(DEFAULTS) || basename(own.file) === DEFAULTS) return chain;
  return { ...chain, files: [shared.read(DEFAULTS), ...chain.files] };
}

function followExtends(files: readonly YamlFile[], shared: SharedFiles): Chain {
  const [bottom] = files;
  const named = valueAt(bottom?.value, [EXTENDS]);
  if (bottom === undefined || named === undefined) return { files, problems: tooDeep(files) };
  const wrong = extendsProblem(bottom, named, shared.names);
  if (wrong !== undefined || typeof named !== 'string') {
    return { files, problems: [{ ...bottom.position([EXTENDS]), message: `extends ${wrong}` }] };
  }
  const again = files.findIndex(({ file }) => basename(file) === named);
  if (again >= 0) return { files, problems: [cycle(files.slice(0, again + 1).toReversed())] };
  return followExtends([shared.read(named), ...files], shared);
}

function extendsProblem(file: YamlFile, named: unknown, names: readonly string[]): string | undefined {
  if (basename(file.file) === DEFAULTS) return `must not be used in ${DEFAULTS}, which applies to every other file`;
  if (typeof named !== 'string') return `must be the name of one shared file, got ${shown(named)}`;
  if (named === DEFAULTS) return `must not name ${DEFAULTS}, which already applies to every file`;
  if (names.includes(named)) return undefined;
  const others = names.filter((name) => name !== DEFAULTS);
  const meant =
    others.find((name) => basename(named) === name || `${basename(named)}.yaml` === name) ?? nearest(named, others);
  if (meant !== undefined) return `must name a shared file that exists, got ${shown(named)}; did you mean ${meant}?`;
  if (!isShared(named)) return `must name a file of shared settings, whose name begins with _, got ${shown(named)}`;
  const allowed = others.length === 0 ? 'there is none' : `there are ${others.join(', ')}`;
  return `must name a shared file that exists, got ${shown(named)}; ${allowed}`;
}

/** Told at the file whose name comes first, so that it is one problem wherever somebody enters the circle. */
function cycle(files: readonly YamlFile[]): Problem {
  const names = files.map(({ file }) => basename(file));
  const start = names.indexOf(names.toSorted()[0] ?? '');
  const around = [...names.slice(start), ...names.slice(0, start), names[start]].join(' > ');
  const place = files[start]?.position([EXTENDS]) ?? { file: 'environments' };
  return { ...place, message: `extends must not form a cycle, got ${around}` };
}

/** Told at the first file, from below, that is one too many. */
function tooDeep(files: readonly YamlFile[]): readonly Problem[] {
  const shared = files.filter(({ file }) => isShared(file));
  const tooHigh = shared[MOST_EXTENDED];
  if (tooHigh === undefined) return [];
  const names = shared.slice(0, MOST_EXTENDED + 1).map(({ file }) => basename(file));
  return [
    {
      ...tooHigh.position([EXTENDS]),
      message: `extends must not chain more than ${MOST_EXTENDED} shared files, got ${names.toReversed().join(' > ')}`,
    },
  ];
}
