import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../src/config/environment.js';
import { settings } from '../../tools/pages/settings.js';
import { PROJECT } from '../support/commands.js';

const text = readFileSync(join(PROJECT, 'environments/production.yaml'), 'utf8');
const written: unknown = parse(text);
const comments = text
  .split('\n')
  .filter((line) => line.trim().startsWith('#'))
  .join('\n');

/** Whether a value says something at a path; lists and maps with any names are looked into. */
function isSet(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((one) => isSet(one, [first, ...rest]));
  if (typeof value !== 'object' || value === null) return false;
  if (first === '<name>') return Object.values(value).some((one) => isSet(one, rest));
  return Object.hasOwn(value, first) && isSet(Reflect.get(value, first), rest);
}

test('environments/production.yaml shows every option: set, or named in a comment', () => {
  const silent = settings()
    .filter(({ section }) => !section)
    .map(({ path }) => path)
    .filter((path) => {
      const parts = path.replaceAll('[]', '').split('.');
      return !isSet(written, parts) && !new RegExp(`\\b${parts.at(-1)}:`).test(comments);
    });
  expect(silent).toEqual([]);
  expect(comments).toContain('extends:');
});

test('thresholds that it only names are named with their defaults', () => {
  const { thresholds } = environmentSchema.parse({}).alerts;
  const named = [...comments.matchAll(/^ {4}# (\w+): (\S+)$/gm)].filter(([, name = '']) =>
    Object.hasOwn(thresholds, name),
  );
  expect(named.length).toBeGreaterThan(20);
  for (const [, name = '', value] of named) expect(value, name).toBe(String(Reflect.get(thresholds, name)));
});
