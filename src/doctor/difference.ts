/** Where two values differ first. */
export interface Difference {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

const LONGEST = 160;

/** Where a value differs first from one that is expected, by its path; undefined where they mean the same as JSON. */
export function firstDifference(expected: unknown, found: unknown, path: string): Difference | undefined {
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return firstOf(expected.map((value, index) => () => firstDifference(value, found[index], `${path}[${index}]`)));
  }
  if (isObject(expected) && isObject(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return firstOf(keys.map((key) => () => firstDifference(expected[key], found[key], `${path}.${key}`)));
  }
  if (expected === found) return undefined;
  return { path, expected: shown(expected), found: shown(found) };
}

function firstOf(all: readonly (() => Difference | undefined)[]): Difference | undefined {
  for (const one of all) {
    const difference = one();
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'not there';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
