import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentJsonSchema } from '../../src/config/json-schema.js';
import { PROJECT } from '../support/commands.js';

const ENVIRONMENTS = join(PROJECT, 'environments');
const textOf = (file: string) => readFileSync(join(ENVIRONMENTS, file), 'utf8');

test('environments/environment.schema.json is what the schema says today', () => {
  expect(textOf('environment.schema.json')).toBe(environmentJsonSchema());
});

test('every committed environment names it in the first line, where editors look', () => {
  const files = readdirSync(ENVIRONMENTS).filter((name) => name.endsWith('.yaml'));
  expect(files).toContain('quickstart.yaml');
  const lines = files.map((file) => textOf(file).split('\n', 1)[0]);
  expect(new Set(lines)).toEqual(new Set(['# yaml-language-server: $schema=./environment.schema.json']));
});
