import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { knownNames } from '../../src/rules/known-names.js';
import { subjects } from '../../src/signals/records.js';
import { contract } from '../../tools/contract/contract.js';
import { PROJECT } from '../support/commands.js';

const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const { version } = JSON.parse(read('package.json'));
const written = parse(read('docs/contract.yaml'));

test('docs/contract.yaml is what the program promises now', () => {
  expect(read('docs/contract.yaml')).toBe(contract(version));
});

test('every alert, every record and every dashboard is in it', () => {
  expect(Object.keys(written.alerts)).toEqual([...knownNames.alerts].sort());
  expect(Object.keys(written.dashboards)).toEqual([...DASHBOARDS].sort());
  const records = subjects.flatMap(({ recorded }) => recorded.map(({ record }) => record));
  expect(records.filter((record) => !(record in written.records))).toEqual([]);
});

test('every alert has a severity, a dashboard and the labels by which it is routed', () => {
  for (const [name, alert] of Object.entries<Record<string, unknown>>(written.alerts)) {
    expect(alert, name).toMatchObject({
      severity: expect.stringMatching(/critical|warning/),
      dashboard: expect.stringMatching(/^arks-/),
    });
    expect(alert['labels'], name).toEqual(expect.arrayContaining(['severity']));
  }
});

test('the changelog has an entry for the version', () => {
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm'));
});
