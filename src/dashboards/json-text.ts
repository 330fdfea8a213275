import { escapedJson } from '../config/yaml-text.js';

/** A value as JSON that may stand within an object. */
export function jsonText(value: unknown): string {
  return `${escapedJson(JSON.stringify(value, null, 1))}\n`;
}

/** A value with its keys in order, without those that say nothing, or only this. */
export function inOrder(value: unknown, nothing?: string): unknown {
  if (Array.isArray(value)) return value.map((one) => inOrder(one, nothing));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([, entry]) => entry !== undefined && (nothing === undefined || entry !== nothing),
  );
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, inOrder(entry, nothing)]),
  );
}
