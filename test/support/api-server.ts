import { isDeepStrictEqual } from 'node:util';
import { DEFAULTS, OMITTED } from './api-defaults.js';
import type { KubernetesObject } from './kubernetes-objects.js';

type Fields = Readonly<Record<string, unknown>>;
/** The parent of a field with that field changed. */
type Change = (parent: Fields, key: string) => Fields;

/** An object as the API server stores it: defaults filled in, what says nothing left out. Throws for a kind without a table. */
export function asStored(object: KubernetesObject): unknown {
  const defaults = DEFAULTS[object.kind];
  if (defaults === undefined) throw new Error(`test/support/api-defaults.ts has no defaults of ${object.kind}`);
  const filled = defaults.reduce<unknown>(
    (value, row) =>
      changed(value, row.path, (parent, key) => (key in parent ? parent : { ...parent, [key]: row.value(parent) })),
    withoutNulls(object),
  );
  return (OMITTED[object.kind] ?? []).reduce(
    (value, row) => changed(value, row.path, (parent, key) => without(parent, key, row.value)),
    filled,
  );
}

/** An object without the field, or the fields, at a path. */
export function withoutField(object: unknown, path: string): unknown {
  return changed(object, path, (parent, key) => without(parent, key, parent[key]));
}

function changed(value: unknown, path: string, change: Change): unknown {
  const [first = '', ...rest] = path.split('.');
  if (!isFields(value)) return value;
  if (rest.length === 0) return change(value, first);
  const key = first.replace('[]', '');
  const inner = value[key];
  if (inner === undefined) return value;
  const into = (item: unknown) => changed(item, rest.join('.'), change);
  return { ...value, [key]: Array.isArray(inner) ? inner.map(into) : into(inner) };
}

function without(parent: Fields, key: string, unless: unknown): Fields {
  if (!isDeepStrictEqual(parent[key], unless)) return parent;
  return Object.fromEntries(Object.entries(parent).filter(([other]) => other !== key));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
