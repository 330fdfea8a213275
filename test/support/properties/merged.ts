import fc from 'fast-check';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { mergedFiles } from '../../../src/files/merged.js';
import { valueAt } from '../../../src/files/shown.js';
import { parseYamlFile } from '../../../src/files/yaml-file.js';
import { settings } from '../settings-arbitrary.js';

const mapping = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths of everything that is no mapping, and of mappings that are empty. */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!mapping(value) || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** What stands in a value at the paths that are kept, and nothing else. */
function part(value: unknown, kept: (path: readonly string[]) => boolean, path: readonly string[] = []): unknown {
  if (!mapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => leaves(inner, [...path, key]).some(kept))
      .map(([key, inner]) => [key, part(inner, kept, [...path, key])]),
  );
}

const parsed = (file: string, value: unknown) => parseYamlFile(file, stringify(value));

/** Draws settings, tears them into three files leaf by leaf, and merges these: they must be whole, and every leaf placed in its file. */
export function expectTornWhole(numRuns: number): void {
  fc.assert(
    fc.property(settings, fc.infiniteStream(fc.nat(2)), (whole, owners) => {
      const paths = leaves(whole);
      const owner = new Map(paths.map((path) => [path.join('\0'), owners.next().value ?? 0]));
      const files = [0, 1, 2].map((number) =>
        parsed(
          `${number}.yaml`,
          part(whole, (path) => owner.get(path.join('\0')) === number),
        ),
      );
      const merged = mergedFiles(files);
      expect(merged.value).toEqual(parsed('whole.yaml', whole).value);
      for (const path of paths.filter(({ length }) => length > 0)) {
        const number = owner.get(path.join('\0')) ?? -1;
        expect(merged.position(path)).toEqual(files[number]?.position(path));
      }
    }),
    { numRuns },
  );
}

/** Draws two files, and lays one over the other: it must win wherever it says something. */
export function expectOverlayWins(numRuns: number): void {
  fc.assert(
    fc.property(settings, settings, (below, above) => {
      const merged = mergedFiles([parsed('below.yaml', below), parsed('above.yaml', above)]);
      for (const path of leaves(above).filter((leaf) => !mapping(valueAt(above, leaf)))) {
        expect(valueAt(merged.value, path)).toEqual(valueAt(above, path));
        expect(merged.position(path).file).toBe('above.yaml');
      }
    }),
    { numRuns },
  );
}
