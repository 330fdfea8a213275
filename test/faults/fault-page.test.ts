import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { expect, test } from 'vitest';
import { alertNames } from '../../src/rules/alerts/index.js';
import { ALERT } from '../../src/rules/objectives/budget-burn.js';
import { faultPage } from '../../tools/proofs/fault-page.js';
import { page } from '../proofs/fault-matrix/play.js';

const all = Object.values(faults).flat();

test('the page has a row for every fault, in their order, and no other', () => {
  const rows = page.split('\n').flatMap((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? []);
  expect(rows).toEqual(all.map(({ name }) => name));
});

test('the page says around its rows what the program would write', () => {
  const without = (text: string) => text.split('\n').filter((line) => !line.startsWith('| `'));
  const asExpected = all.map((fault) => ({
    fault,
    raised: fault.raises.map((expected) => ({ expected, afterMinutes: 1, alerts: 1 })),
    quietAfterMinutes: fault.ends === undefined ? undefined : 1,
    told: { without: 3, withInhibition: 1 },
    falseAlarms: [],
  }));
  expect(without(page)).toEqual(without(faultPage(asExpected)));
});

test('every alert is raised by some fault', () => {
  const raised = new Set<string>(all.flatMap(({ raises }) => raises.map(({ alert }) => alert)));
  expect([...alertNames, ALERT].filter((name) => !raised.has(name))).toEqual([]);
});

test('faults and quiet days have names of their own, and at least 24 of them must be told', () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(all.filter(({ raises }) => raises.length > 0).length).toBeGreaterThanOrEqual(24);
});

test('no row of the page says that an alert never fired, or that one fired falsely', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.filter((line) => / never \(\d+\)/.test(line) || !line.endsWith('| none |'))).toEqual([]);
});

test('a fault that ends is watched until all should be silent', () => {
  const ending = all.flatMap(({ name, minutes, ends }) => (ends === undefined ? [] : [{ name, minutes, ends }]));
  expect(ending.length).toBeGreaterThanOrEqual(7);
  for (const { name, minutes, ends } of ending) {
    expect(minutes, name).toBeGreaterThanOrEqual(ends.afterMinutes + ends.quietWithinMinutes + 5);
  }
});
