import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALERT_LABELS } from '../../src/config/label-names.js';
import { SURFACES } from '../../src/config/surfaces.js';
import { PROJECT } from '../support/commands.js';
import { securityRows, securityText } from './security-table.js';

test('each test that docs/security.md names is there', () => {
  const named = [...securityText.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
});

test('wherever it says that dist/ stays old or new it names what is left of that, or the section that does', () => {
  const [before = '', files = ''] = securityText.split('\n## Files\n');
  const claims = before.split('\n').filter((line) => line.includes('old or new'));
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.filter((line) => !line.includes('(#files)'))).toEqual([]);
  for (const exception of ['exchange folders', '--only', 'loss of power', '--output'])
    expect(files).toContain(exception);
});

test('each label that says whose a series is has a word for each surface, and one', () => {
  const said = securityRows(securityText).map(({ label, surface }) => `${label} ${surface}`);
  const expected = ALERT_LABELS.flatMap((label) => SURFACES.map((surface) => `${label} ${surface}`));
  expect(said.sort()).toEqual(expected.sort());
});

test('each word of the table is explained below it', () => {
  for (const word of new Set(securityRows(securityText).map((row) => row.word))) {
    expect(securityText).toMatch(new RegExp(`^\\| ${word} \\|`, 'm'));
  }
});

test('a word that is not one of the table is refused', () => {
  const table = '| label | runtime |\n|---|---|\n| `job` | somebody |\n';
  expect(() => securityRows(table)).toThrow('must have one word in each cell, got "somebody"');
});
