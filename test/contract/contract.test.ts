import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { DASHBOARDS, RUNBOOKS_UID } from '../../src/config/dashboard-uids.js';
import { isRunbookUid } from '../../src/dashboards/runbooks/names.js';
import { EVERYTHING } from '../../src/documented/everything.js';
import { planned } from '../../src/documented/planned.js';
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

test('the dashboard of every runbook is in it, with the variables that links from alerts fill in', () => {
  const pages = Object.keys(written.runbooks);
  expect(pages).toEqual(expect.arrayContaining([RUNBOOKS_UID, ...Object.keys(written.alerts)]));
  expect(pages.every((uid) => isRunbookUid(uid))).toBe(true);
  const links = planned(EVERYTHING).alerted.flatMap(({ group }) =>
    group.rules.map(({ alert, annotations }) => ({ alert, link: annotations['runbook_url'] ?? '' })),
  );
  expect(links.length).toBeGreaterThan(40);
  for (const { alert, link } of links) {
    expect(link).toMatch(new RegExp(`^/d/${alert}\\?`));
    const filled = [...link.matchAll(/[?&]var-(\w+)=/g)].map(([, name]) => name);
    expect(written.runbooks[alert].variables, alert).toEqual(expect.arrayContaining(filled));
  }
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
