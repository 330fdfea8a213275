import { EXTENDS } from './environment-files.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What one file says at some path. */
interface Layer {
  readonly yaml: YamlFile;
  readonly value: unknown;
}

/**
 * Files laid over each other, the first at the bottom: mappings merge leaf by leaf, lists and everything else take the place
 * of what was there, and null takes it away, as with values of Helm and patches of Kustomize. Where nothing was there, null
 * stays, so that the schema refuses it. Every place is the file's whose value counts.
 * Throws where there is no file.
 */
export function mergedFiles(files: readonly YamlFile[]): YamlFile {
  const own = files.at(-1);
  if (own === undefined) throw new Error('there must be a file to merge, got none');
  const root = effectiveLayers(files.map((yaml) => ({ yaml, value: withoutExtends(yaml.value) })));
  return {
    file: own.file,
    value: mergedValue(root),
    problems: files.flatMap(({ problems }) => problems),
    position: (path) => sourceOf(root, path).position(path),
    keyPosition: (path, key) => sourceOf(root, [...path, key]).keyPosition(path, key),
    source: (path) => sourceOf(root, path).source(path),
  };
}

/** Those that still count: a mapping adds to mappings before it. */
function effectiveLayers(layers: readonly Layer[]): readonly Layer[] {
  return layers.reduce<readonly Layer[]>((before, next) => {
    if (next.value === null && before.length > 0) return [];
    return isMapping(next.value) && isMapping(before.at(-1)?.value) ? before.concat(next) : [next];
  }, []);
}

function layersAt(layers: readonly Layer[], part: PropertyKey): readonly Layer[] {
  return effectiveLayers(
    layers.flatMap(({ yaml, value }) =>
      isMapping(value) && Object.hasOwn(value, part) ? [{ yaml, value: Reflect.get(value, part) }] : [],
    ),
  );
}

function mergedValue(layers: readonly Layer[]): unknown {
  const last = layers.at(-1)?.value;
  if (!isMapping(last)) return last;
  const keys = new Set(layers.flatMap(({ value }) => (isMapping(value) ? Object.keys(value) : [])));
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const inner = layersAt(layers, key);
      return inner.length === 0 ? [] : [[key, mergedValue(inner)]];
    }),
  );
}

/** The file that has the last word about a path, or about what is nearest around it. */
function sourceOf(root: readonly Layer[], path: Path): YamlFile {
  let layers = root;
  for (const part of path) {
    const inner = layersAt(layers, part);
    if (inner.length === 0) break;
    layers = inner;
  }
  const last = layers.at(-1);
  if (last === undefined) throw new Error('a merged file must say something, got nothing');
  return last.yaml;
}

function withoutExtends(value: unknown): unknown {
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== EXTENDS));
}

/** Whether a value of parsed YAML is a mapping. */
export function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
