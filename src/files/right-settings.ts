import type { z } from 'zod';
import { sections } from '../config/environment.js';
import { isMapping } from './merged.js';
import { hasOwnTexts } from './schema-problems.js';
import { valueAt } from './shown.js';
import { type WrongPath, wrongPaths } from './wrong-paths.js';
import type { Path } from './yaml-file.js';

/** Settings of a file, and where it is not they that say what is meant. */
interface RightSettings {
  readonly settings: z.output<typeof sections>;
  readonly wrong: readonly Path[];
}

/**
 * Texts that a section is nothing without, and what stands in for one that is wrong or missing, so that the rest of the section is known
 * all the same.
 */
const STAND_INS: readonly { readonly path: readonly string[]; readonly value: string }[] = [
  { path: ['argocd', 'repoUrl'], value: 'https://git.example.com/stand-in.git' },
  { path: ['argocd', 'destination'], value: 'stand-in' },
  { path: ['grafana', 'logs', 'uid'], value: 'stand-in' },
  { path: ['grafana', 'traces', 'uid'], value: 'stand-in' },
  { path: ['monitoring', 'prometheusServiceAccount', 'name'], value: 'stand-in' },
  { path: ['surfaces', 'operator', 'tokenSecret', 'name'], value: 'stand-in' },
  { path: ['surfaces', 'operator', 'scrapeClass', 'name'], value: 'stand-in' },
  { path: ['surfaces', 'operator', 'scrapeClass', 'serviceAccount', 'name'], value: 'stand-in' },
];

/**
 * The settings of a file without what the schema finds wrong. What is wrong is taken away, each as small as it can be, until what is left is
 * right; a list keeps its places, and a mapping of texts its keys.
 */
export function rightSettings(value: object): RightSettings {
  let removed: readonly Path[] = [];
  let marked: readonly Path[] = [];
  for (;;) {
    const left = without(value, removed);
    const { success, data, error } = sections.safeParse(left);
    if (success) return { settings: data, wrong: [...removed, ...marked, ...refilled(data, removed, value)] };
    const found = wrongPaths(left, error.issues).map((one) => ({ ...one, path: originalPath(one.path, removed) }));
    marked = [...marked, ...found.filter(({ because }) => because !== 'alone').map(({ path }) => path)];
    const more = found.flatMap((one) => {
      const path = toRemove(value, one, removed);
      return path === undefined ? [] : [path];
    });
    // Every round takes something away, and of nothing that is written all is right.
    const away: readonly Path[] = more.length === 0 ? Object.keys(value).map((key) => [key]) : more;
    // What lacks two things is taken away for both, and once.
    removed = [...removed, ...new Map(away.map((path) => [nameOf(path), path] as const)).values()];
  }
}

/** What to take away so that a place is no longer wrong: what is written there, what it is wrong beside, or what is around it. */
function toRemove(value: object, { path, because }: WrongPath, removed: readonly Path[]): Path | undefined {
  const isLeft = (one: Path) => valueAt(value, one) !== undefined && !removed.some((other) => begins(one, other));
  if (because === 'meant') return undefined;
  if (isLeft(path) || needsStandIn(path, removed)) return path;
  const siblings = Object.keys(Object(valueAt(value, path.slice(0, -1)))).map((key) => [...path.slice(0, -1), key]);
  const beside =
    because === 'beside' ? siblings.filter(isLeft).find((one) => isRight(value, path, [...removed, one])) : undefined;
  return (
    beside ??
    path.map((_, index) => path.slice(0, path.length - index - 1)).find((one) => one.length > 0 && isLeft(one))
  );
}

/** Whether a path is of something that a section is nothing without, and nothing stands in for it yet. */
function needsStandIn(path: Path, removed: readonly Path[]): boolean {
  const isHere = (one: Path) => nameOf(one) === nameOf(path);
  return STAND_INS.some((one) => isHere(one.path)) && !removed.some(isHere);
}

/** Whether nothing is wrong at a path once these are taken away. */
function isRight(value: object, path: Path, removed: readonly Path[]): boolean {
  const left = without(value, removed);
  const { error } = sections.safeParse(left);
  return !wrongPaths(left, error?.issues ?? []).some((one) => nameOf(originalPath(one.path, removed)) === nameOf(path));
}

function without(value: object, removed: readonly Path[]): unknown {
  const names = new Set(removed.map(nameOf));
  const left = (inner: unknown, path: Path): unknown => {
    const kept = <Key extends PropertyKey>(key: Key) => !names.has(nameOf([...path, key]));
    if (Array.isArray(inner)) {
      return inner.flatMap((item: unknown, index) => (kept(index) ? [left(item, [...path, index])] : []));
    }
    if (!isMapping(inner)) return inner;
    const entries = Object.entries(inner).filter(([key]) => kept(key));
    const standIns = STAND_INS.filter(
      ({ path: of }) => names.has(nameOf(of)) && nameOf(of.slice(0, -1)) === nameOf(path),
    );
    return Object.fromEntries([
      ...entries.map(([key, item]) => [key, left(item, [...path, key])]),
      ...standIns.map(({ path: of, value: standIn }) => [of.at(-1), standIn]),
    ]);
  };
  return left(value, []);
}

/** Where something stood before items of lists were taken away in front of it. */
function originalPath(path: Path, removed: readonly Path[]): Path {
  const names = new Set(removed.map(nameOf));
  const original: PropertyKey[] = [];
  for (const part of path) original.push(typeof part === 'number' ? indexOfLeft(part, original, names) : part);
  return original;
}

/** Where in a list the item stands that is the one of this number among those that are left. */
function indexOfLeft(number: number, list: Path, removed: ReadonlySet<string>): number {
  let index = 0;
  for (let passed = 0; ; index += 1) {
    if (removed.has(nameOf([...list, index]))) continue;
    if (passed === number) return index;
    passed += 1;
  }
}

/**
 * Puts something of its type in the place of each item of a list that was taken away, and of each text under a key of the user's own, so
 * that all others are where they were. Returns the lists of which no item is left that could stand in.
 */
function refilled(settings: object, removed: readonly Path[], value: object): readonly Path[] {
  return removed
    .toSorted((a, b) => a.length - b.length || Number(a.at(-1)) - Number(b.at(-1)))
    .flatMap((path) => {
      const [around, last] = [path.slice(0, -1), path.at(-1)];
      const place = valueAt(settings, around);
      if (Array.isArray(valueAt(value, around))) {
        if (!Array.isArray(place) || place.length === 0) return [around];
        place.splice(Number(last), 0, place[0]);
      } else if (isMapping(place) && last !== undefined && hasOwnTexts(around)) {
        Reflect.set(place, last, '');
      }
      return [];
    });
}

function begins(path: Path, beginning: Path): boolean {
  return beginning.every((part, index) => path[index] === part);
}

function nameOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
