import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { memoize } from '../../../src/lib/memoize.js';
import { filesBelow } from '../../../src/output/replacing.js';
import { compare } from '../../../src/review/compare.js';
import { manifestsOf } from '../../../src/review/manifests.js';
import { isRecord } from '../../../src/review/paths.js';
import { PROJECT } from '../commands.js';

const DIST = join(PROJECT, 'dist');
/** The files of dist/, by their paths in it. */
export const tree: ReadonlyMap<string, string> = new Map(
  filesBelow(DIST).map((file) => [file, readFileSync(join(DIST, file), 'utf8')]),
);
/** The objects of production. */
export const production = manifestsOf(tree).filter(({ environment }) => environment === 'production');

type Path = readonly (string | number)[];

/** The paths to all leaves of a value; dashboards within their texts as well. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  const inner = opened(value);
  if (Array.isArray(inner)) return inner.flatMap((one, index) => leaves(one, [...path, index]));
  if (isRecord(inner)) return Object.entries(inner).flatMap(([key, one]) => leaves(one, [...path, key]));
  return [path];
}

/** A dashboard is opened for each of its leaves. */
const parsedJson = memoize((text: string): unknown => JSON.parse(text));

function opened(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('{\n') ? parsedJson(value) : value;
}

/** The value with another leaf. */
function changed(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const inner = opened(value);
  const next = Array.isArray(inner)
    ? inner.map((one, index) => (index === key ? changed(one, rest, leaf) : one))
    : { ...(isRecord(inner) ? inner : {}), [key]: changed(isRecord(inner) ? inner[key] : undefined, rest, leaf) };
  return inner === value ? next : JSON.stringify(next, null, 1);
}

function leafAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => {
    const open = opened(inner);
    return Array.isArray(open) ? open[Number(key)] : isRecord(open) ? open[key] : undefined;
  }, value);
}

/** Every leaf of these objects. */
export const places = production.flatMap((manifest) => leaves(manifest.object).map((path) => ({ manifest, path })));

/** Draws so many leaves, and changes each: the review must say that something does. */
export function expectEveryLeafTold(numRuns: number, seed: number): void {
  const leaf = fc.constantFrom('changed', 7_777, true, null);
  fc.assert(
    // By number, so that a failure does not print the whole output.
    fc.property(fc.nat(places.length - 1), leaf, (number, value) => {
      const place = places[number];
      if (place === undefined) throw new Error(`there must be a place ${number}`);
      const object = changed(place.manifest.object, place.path, value);
      fc.pre(leafAt(place.manifest.object, place.path) !== value);
      const told = compare([place.manifest], [{ ...place.manifest, object }]);
      expect(told.length, place.path.join('.')).toBeGreaterThan(0);
    }),
    { numRuns, seed },
  );
}
