import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../files/shown.js';
import { say, type Words } from './change.js';

/** A leaf, or a branch that only one side has. */
export interface PathChange {
  /** As in `spec.endpoints[0].interval`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const LONGEST = 160;
/** So much of what is the same is told before the first difference. */
const BEFORE = 30;

/** Everything in which two values differ, in the order of keys; a key or an element that one side lacks is undefined there. */
export function pathChanges(before: unknown, after: unknown, path = ''): readonly PathChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      pathChanges(before[index], after[index], `${path}[${index}]`),
    );
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const inner = keys.flatMap((key) => pathChanges(before[key], after[key], withKey(path, key)));
    // An empty map and one that is not there differ in no key.
    if (inner.length > 0) return inner;
  }
  return [{ path, before, after }];
}

/** A change of a path in words, long values cut. */
export function saidOfPath({ path, before, after }: PathChange): Words {
  if (before === undefined) return say`${path}: ${shown(after)} is new`;
  if (after === undefined) return say`${path}: ${shown(before)} is gone`;
  const [old, now] = shownPair(before, after);
  return say`${path}: ${old} → ${now}`;
}

/** The value at a path of keys, or nothing. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return valueAt(value, keys);
}

/** The elements of a list at a path; none where there is no list. */
export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; empty where there is none. */
export function textAt(value: unknown, ...keys: readonly (string | number)[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** The entries of a map at a path whose values are texts. */
export function textsAt(value: unknown, ...keys: readonly (string | number)[]): Readonly<Record<string, string>> {
  const found = at(value, ...keys);
  return isRecord(found) ? Object.fromEntries(Object.keys(found).map((key) => [key, textAt(found, key)])) : {};
}

/** A map without some of its keys; anything else as it is. */
export function without(value: unknown, ...keys: readonly string[]): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Labels as matchers write them, `a=x, b=y`; "no labels" where there are none. */
export function labelWords(labels: unknown): string {
  const entries = isRecord(labels) ? Object.entries(labels) : [];
  return entries.length === 0 ? 'no labels' : entries.map(([name, value]) => `${name}=${onLine(value)}`).join(', ');
}

/** A value on one line, what is too long cut. */
export function shown(value: unknown): string {
  return cut(onLine(value), 0);
}

/** Two values on a line each; what is too long is cut to where they begin to differ. */
export function shownPair(before: unknown, after: unknown): readonly [string, string] {
  const [old, now] = [onLine(before), onLine(after)];
  if (Math.max(old.length, now.length) <= LONGEST) return [cut(old, 0), cut(now, 0)];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const from = Math.max(0, same - BEFORE);
  return [cut(old, from), cut(now, from)];
}

function onLine(value: unknown): string {
  const text = typeof value === 'string' ? value : isFlat(value) ? labelWords(value) : (JSON.stringify(value) ?? '');
  return text.replace(/\s+/g, ' ');
}

/** Whether a value is a map of plain values, as labels and annotations are. */
function isFlat(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((one) => one === null || typeof one !== 'object')
  );
}

function cut(line: string, from: number): string {
  const part = line.slice(from, from + LONGEST);
  return `${from > 0 ? '…' : ''}${part}${line.length > from + LONGEST ? '…' : ''}` || '""';
}

function withKey(path: string, key: string): string {
  if (/^[\w-]+$/.test(key)) return path === '' ? key : `${path}.${key}`;
  return `${path}[${JSON.stringify(key)}]`;
}
