import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { expect, test } from 'vitest';
import { alertNames } from '../../src/rules/alerts/index.js';
import { ALERT } from '../../src/rules/objectives/budget-burn.js';
import { faultPage, isOf, rowsIn, rowsOf } from '../../tools/proofs/fault-page.js';
import { page } from '../proofs/fault-matrix/play.js';

const all = Object.values(faults).flat();

const MEND = 'run npm run generate, which plays the faults whose rows have changed';
const EVERY_ALERT =
  'add each to `raises` of a fault in tools/simulator/faults/, or a fault that raises it, and run npm run generate';
const ALL_ANEW = 'run npm run fault-matrix, which plays every fault';

test('the page has a row for every fault, in their order, and no other', () => {
  expect([...rowsIn(page).keys()], MEND).toEqual(all.map(({ name }) => name));
});

test('each row says what its fault says of itself: what happens, what it must raise, and within which minutes', () => {
  const rows = rowsIn(page);
  const changed = all.filter((fault) => !isOf(fault, rows.get(fault.name)));
  expect(
    changed.map(({ name }) => name),
    MEND,
  ).toEqual([]);
});

test('a row of a fault that must raise one alert more, or the same a minute earlier, is none of its', () => {
  const rows = rowsIn(page);
  const fault = all.find(({ raises, ends }) => raises.length > 1 && ends !== undefined);
  if (fault === undefined) throw new Error('there must be a fault that raises two alerts and ends');
  const [first, ...others] = fault.raises;
  if (first === undefined) throw new Error('it must raise something');
  const written = rows.get(fault.name);
  expect(isOf(fault, written)).toBe(true);
  expect(isOf({ ...fault, raises: [first, first, ...others] }, written)).toBe(false);
  expect(isOf({ ...fault, raises: [{ ...first, withinMinutes: first.withinMinutes - 1 }, ...others] }, written)).toBe(
    false,
  );
  expect(isOf({ ...fault, title: 'something else happens' }, written)).toBe(false);
});

test('the page says around its rows what the program would write', () => {
  const without = (text: string) => text.split('\n').filter((line) => !line.startsWith('| `'));
  const asExpected = all.map((fault) => ({
    fault,
    raised: fault.raises.map((expected) => ({ expected, afterMinutes: 1, alerts: 1 })),
    quietAfterMinutes: fault.ends === undefined ? undefined : 1,
    told: { without: 3, withInhibition: 1 },
    found: [],
    falseAlarms: [],
  }));
  expect(without(page), MEND).toEqual(without(faultPage(rowsOf(asExpected))));
  expect(page, MEND).toBe(faultPage(rowsIn(page)));
});

test('every alert is raised by some fault', () => {
  const raised = new Set<string>(all.flatMap(({ raises }) => raises.map(({ alert }) => alert)));
  expect(
    [...alertNames, ALERT].filter((name) => !raised.has(name)),
    EVERY_ALERT,
  ).toEqual([]);
});

test('faults and quiet days have names of their own, and at least 24 of them must be told', () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(all.filter(({ raises }) => raises.length > 0).length).toBeGreaterThanOrEqual(24);
});

test('no row of the page says that an alert never fired, or that one fired falsely', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(
    rows.filter((line) => / never \(\d+\)/.test(line) || !line.endsWith('| none |')),
    ALL_ANEW,
  ).toEqual([]);
});

test('a fault that ends is watched until all should be silent', () => {
  const ending = all.flatMap(({ name, minutes, ends }) => (ends === undefined ? [] : [{ name, minutes, ends }]));
  expect(ending.length).toBeGreaterThanOrEqual(7);
  for (const { name, minutes, ends } of ending) {
    expect(minutes, name).toBeGreaterThanOrEqual(ends.afterMinutes + ends.quietWithinMinutes + 5);
  }
});
