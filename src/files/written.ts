import type { Environment } from '../config/environment.js';
import { placeText } from '../lib/problem.js';
import { isMapping } from './merged.js';
import { valueAt } from './schema-problems.js';
import type { Path, Place, YamlFile } from './yaml-file.js';

/** What was read from a file: it is known by what it is, and whatever part of its settings is looked at. */
export type FromFile = Pick<Environment, 'file'>;

/**
 * What environments were read from. An environment is what its settings say, whichever lines they stand in, so that the lines are no
 * part of it; a copy with other settings has none.
 */
const files = new WeakMap<FromFile, YamlFile>();

/** The environment, whose settings placeOf() finds in this file from now on. */
export function writtenIn<Read extends FromFile>(yaml: YamlFile, environment: Read): Read {
  files.set(environment, yaml);
  return environment;
}

/**
 * Where the first of these settings that somebody has written is written; where nobody has, what is nearest around the first of
 * them, and the file alone where there is nothing around it, or where no file was read.
 */
export function placeOf(environment: FromFile, ...settings: readonly Path[]): Place | Pick<Place, 'file'> {
  const yaml = files.get(environment);
  const [first = []] = settings;
  const path = settings.find((one) => valueAt(yaml?.value, one) !== undefined) ?? writtenPart(yaml?.value, first);
  return yaml === undefined || path.length === 0 ? { file: environment.file } : yaml.position(path);
}

/** The same as a message ends with it: `(file:line:column)`. */
export function writtenAt(environment: FromFile, ...settings: readonly Path[]): string {
  return `(${placeText(placeOf(environment, ...settings))})`;
}

/** The longest of what stands two levels deep in the file of an environment, such as `alerts.namespaces`. */
export function longestSetting(environment: FromFile): Path {
  const sections = entries(files.get(environment)?.value);
  const settings = sections.flatMap(([section, value]) =>
    entries(value).map(([key, inner]) => ({ path: [section, key], length: JSON.stringify(inner).length })),
  );
  return settings.toSorted((a, b) => b.length - a.length)[0]?.path ?? [];
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isMapping(value) ? Object.entries(value) : [];
}

/** As much of a path as leads to something that is written; empty where that is nothing at all. */
function writtenPart(value: unknown, path: Path): Path {
  const length = path.findIndex((_, index) => valueAt(value, path.slice(0, index + 1)) === undefined);
  return length < 0 ? path : path.slice(0, length);
}
