import type { Environment } from '../config/environment.js';
import { type ProblemPlace, startOf } from '../lib/problem.js';
import { isMapping } from './merged.js';
import { shownAt, valueAt } from './shown.js';
import type { Path, YamlFile } from './yaml-file.js';

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

/** A view of an environment, whose settings are found where its own are. */
export function asWrittenIn<View extends FromFile>(environment: FromFile, view: View): View {
  const yaml = files.get(environment);
  return yaml === undefined ? view : writtenIn(yaml, view);
}

/**
 * Where the first of these settings that somebody has written is written; where nobody has, what is nearest around the first of
 * them, and the start of the file where there is nothing around it. Of settings that no file holds it says where they are from.
 */
export function placeOf(environment: FromFile, ...settings: readonly Path[]): ProblemPlace {
  const yaml = files.get(environment);
  if (yaml === undefined) return { file: environment.file };
  const [first = []] = settings;
  const path = settings.find((one) => valueAt(yaml.value, one) !== undefined) ?? writtenPart(yaml.value, first);
  return path.length === 0 ? startOf(environment.file) : yaml.position(path);
}

/** What somebody has written for a setting, in his own digits; else the value that it has. */
export function foundAt(environment: FromFile, setting: Path, value: unknown): string {
  const yaml = files.get(environment);
  return yaml === undefined || valueAt(yaml.value, setting) === undefined
    ? shownAt({ value, source: () => undefined }, [])
    : shownAt(yaml, setting);
}

/** The one setting in the file of an environment whose value is a text; none where several are. */
export function settingThatSays(environment: FromFile, text: string): Path | undefined {
  const [path, ...others] = pathsOf(files.get(environment)?.value, text, []);
  return others.length === 0 ? path : undefined;
}

/** The longest of what stands two levels deep in the file of an environment, such as `alerts.namespaces`. */
export function longestSetting(environment: FromFile): Path {
  const sections = entries(files.get(environment)?.value);
  const settings = sections.flatMap(([section, value]) =>
    entries(value).map(([key, inner]) => ({ path: [section, key], length: JSON.stringify(inner).length })),
  );
  return settings.toSorted((a, b) => b.length - a.length)[0]?.path ?? [];
}

function pathsOf(value: unknown, text: string, path: Path): readonly Path[] {
  if (value === text) return [path];
  if (Array.isArray(value)) return value.flatMap((inner, index) => pathsOf(inner, text, [...path, index]));
  return entries(value).flatMap(([key, inner]) => pathsOf(inner, text, [...path, key]));
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isMapping(value) ? Object.entries(value) : [];
}

/** As much of a path as leads to something that is written; empty where that is nothing at all. */
function writtenPart(value: unknown, path: Path): Path {
  const length = path.findIndex((_, index) => valueAt(value, path.slice(0, index + 1)) === undefined);
  return length < 0 ? path : path.slice(0, length);
}
