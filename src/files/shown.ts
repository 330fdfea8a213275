import { MASK, maskedAddress, maskedText } from '../lib/masked.js';
import { printable } from '../lib/printable.js';
import type { Path, YamlFile } from './yaml-file.js';

const LONGEST_SHOWN = 200;
/** Settings whose text is an address. */
const ADDRESS = /url$/i;
/** Settings that say where a secret lies, by their last word: a text there is likely to be the secret itself. */
const REFERENCE = /^(password|username|credentials|authorization|basicAuth|token|secret)$|(Secret|Token|Password|Key)$/;
/** The same of receivers, whose addresses are secrets as well; a whole receiver is a mapping. */
const OF_RECEIVER = /^(url|slack|webhook|pagerDuty)$/;

/** A value as it is shown in a message: short, on one line, without passwords. */
export function shown(value: unknown): string {
  return shownAt({ value, source: () => undefined }, []);
}

/** What a file says at a path, shown so; numbers in the digits in which somebody wrote them, since JavaScript rounds long ones. */
export function shownAt(yaml: Pick<YamlFile, 'value' | 'source'>, path: Path): string {
  const text = printable(json(yaml, path, valueAt(yaml.value, path)));
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}...`;
}

/** What stands at a path of parsed YAML; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part) ? Reflect.get(inner, part) : undefined,
    value,
  );
}

function isReference(path: Path): boolean {
  const last = String(path.at(-1));
  return REFERENCE.test(last) || (path.includes('receivers') && OF_RECEIVER.test(last));
}

function json(yaml: Pick<YamlFile, 'source'>, path: Path, value: unknown): string {
  const inner = (key: PropertyKey, one: unknown) => json(yaml, [...path, key], one);
  if (typeof value === 'number') return yaml.source(path) ?? String(value);
  if (typeof value === 'string') {
    if (isReference(path)) return JSON.stringify(MASK);
    const masked = ADDRESS.test(String(path.at(-1))) ? maskedAddress(value) : maskedText(value);
    return JSON.stringify(masked);
  }
  if (Array.isArray(value)) return `[${value.map((one, index) => inner(index, one)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing';
  return `{${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(maskedText(key))}:${inner(key, one)}`)
    .join(',')}}`;
}
