import { expect, test } from 'vitest';
import { boundedAxis } from '../checks/bounded-axis.js';
import type { PanelCheck } from '../checks/check.js';
import { findingsOf, foundText } from '../checks/index.js';
import { limitInside } from '../checks/limit-inside.js';
import { objectiveDigits } from '../checks/objective-digits.js';
import { cutText, descriptionLength, drawn, overlap, panelHeight } from '../checks/screen.js';
import { seriesCount } from '../checks/series-count.js';
import { stateSet } from '../checks/state-set.js';
import { columnsFit, columnsStay, labelCells } from '../checks/tables.js';
import { unitPrefix } from '../checks/unit-prefix.js';
import { wholeCounts } from '../checks/whole-counts.js';
import type { PanelReport } from '../model/report.js';
import { column, drawnPage, drawnPanel, field } from './fixtures.js';

const axis = (unit: string, most: number) => ({ scale: `${unit}/na`, unit, least: 0, most });
const limit = (value: number, colour = '#d55e00') => [{ value, colour }];
const ON_DARK = { set: 'healthy', background: '#181b1f' };

function said({ of }: PanelCheck, panel: PanelReport): readonly string[] {
  return of(panel, ON_DARK);
}

test('an axis of a ratio that ends at 10000% is told, and one that ends at 105% is not', () => {
  const ratio = (most: number) =>
    said(boundedAxis, drawnPanel({ axes: [axis('percentunit', most)], fields: [field({ most: 0 })] }));
  expect(ratio(100)).toEqual(['its axis goes to 10000%, and no ratio can be above 100%']);
  expect(ratio(1.05)).toEqual([]);
});

test('a share that is really above 1 may have its axis, and so may seconds', () => {
  const axes = [axis('percentunit', 2)];
  expect(said(boundedAxis, drawnPanel({ axes, fields: [field({ most: 1.7 })] }))).toEqual([]);
  expect(said(boundedAxis, drawnPanel({ axes: [axis('s', 100)], fields: [field({})] }))).toEqual([]);
});

test('milli-tokens are told, and milliseconds and thousands of tokens are not', () => {
  const printed = (text: string) =>
    said(unitPrefix, drawnPanel({ fields: [field({ text, unit: 'si:tok/s', name: 'decode' })] }));
  expect(printed('191.67 mtok/s')).toEqual(['decode is printed as "191.67 mtok/s" by the unit si:tok/s']);
  expect(printed('191.67 ms')).toEqual([]);
  expect(printed('1.60 ktok/s')).toEqual([]);
  expect(printed('3.05 Mtok/s')).toEqual([]);
});

test('a limit above the axis is told where data come within a tenth of it', () => {
  const near = (most: number) =>
    said(limitInside, drawnPanel({ axes: [axis('s', 3)], fields: [field({ most, thresholds: limit(10) })] }));
  expect(near(2)).toEqual(['its limit of 10 is above the axis, which ends at 3, and data reach 2']);
  expect(near(0.5)).toEqual([]);
});

test('a limit inside the axis is fine', () => {
  const fields = [field({ most: 2, thresholds: limit(10) })];
  expect(said(limitInside, drawnPanel({ axes: [axis('s', 12)], fields }))).toEqual([]);
});

const phases = { rows: 3, columns: [column({ name: 'Phase', field: 'phase' })], calculated: [], needs: 300, has: 900 };

test('a row of a phase that is not so is told, and rows that are so are not', () => {
  const table = (least: number) =>
    said(stateSet, drawnPanel({ type: 'table', table: phases, fields: [field({ least, most: 1 })] }));
  expect(table(0)).toEqual(['it has rows of a Phase that is not so, with the value 0']);
  expect(table(1)).toEqual([]);
});

test('a table that needs more than its width is told', () => {
  expect(said(columnsFit, drawnPanel({ table: { ...phases, needs: 1_950, has: 1_872 } }))).toEqual([
    'its columns need 1950 px, and it has 1872',
  ]);
  expect(said(columnsFit, drawnPanel({ table: phases }))).toEqual([]);
});

test('a column that went with the answer of its query is told, and one that is empty is not', () => {
  const table = (name: string) =>
    said(
      columnsStay,
      drawnPanel({ type: 'table', table: { ...phases, calculated: ['Down'], columns: [column({ name })] } }),
    );
  expect(table('Up')).toEqual(['its column Down is not there']);
  expect(table('Down')).toEqual([]);
});

test('twelve lines are too many, and ten with the rest are not', () => {
  const lines = (length: number) => said(seriesCount, drawnPanel({ fields: Array.from({ length }, () => field({})) }));
  expect(lines(12)).toEqual(['it has 12 series, and at most 11 can be told apart']);
  expect(lines(11)).toEqual([]);
});

test('a legend of nine lines without an order is told, and one by the worst or of few lines is not', () => {
  const listed = (length: number, sortedBy: string) =>
    said(seriesCount, drawnPanel({ fields: Array.from({ length }, () => field({})), legend: { sortedBy } }));
  expect(listed(9, '')).toEqual(['it lists 9 series by name, and the worst should come first']);
  expect(listed(9, 'Max')).toEqual([]);
  expect(listed(8, '')).toEqual([]);
});

test('a row without a namespace says nothing in its cell', () => {
  const table = (part: Parameters<typeof column>[0]) =>
    said(labelCells, drawnPanel({ type: 'table', table: { ...phases, columns: [column(part)] } }));
  expect(table({ empty: 1, filler: 'no traffic' })).toEqual(['rows without Namespace say "no traffic" in its column']);
  expect(table({ empty: 1 })).toEqual([]);
  expect(table({ empty: 1, filler: 'no traffic', kind: 'number' })).toEqual([]);
  expect(table({ empty: 0, filler: 'no traffic' })).toEqual([]);
});

test('99.96% of a target of 99.9% is not printed as all of it', () => {
  const table = (value: number, text: string, target = '99.9%', name = 'Attainment') =>
    said(
      objectiveDigits,
      drawnPanel({
        type: 'table',
        fields: [
          field({ name: 'Target', unit: 'percentunit', printed: [{ value: 0.999, text: target }] }),
          field({ name, unit: 'percentunit', printed: [{ value, text }] }),
        ],
      }),
    );
  const takes = 'and its objective takes 2 decimals';
  expect(table(0.9996, '100.0%')).toEqual([`Attainment is printed as "100.0%" where it is 0.9996, ${takes}`]);
  expect(table(0.9996, '99.96%')).toEqual([]);
  expect(table(1, '100.00%', '100%')).toEqual([`Target is printed as "100%" where it is 0.999, ${takes}`]);
  expect(table(0.4312, '43.1%', '99.9%', 'Budget left')).toEqual([]);
});

test('texts that are cut are told, and whole ones are not', () => {
  expect(said(cutText, drawnPanel({ cut: ['monitoring/arks-disaggregated'] }))).toEqual([
    '1 of its texts are cut off, such as "monitoring/arks-disaggregated"',
  ]);
  expect(said(cutText, drawnPanel({}))).toEqual([]);
});

test('panels that lie on one another are told, and neighbours are not', () => {
  const beside = (left: number, top: number) =>
    overlap.of(drawnPage([drawnPanel({ title: 'One' }), drawnPanel({ title: 'Other', left, top })]));
  expect(beside(900, 200)).toEqual(['"One" and "Other" lie on one another']);
  expect(beside(948, 0)).toEqual([]);
  expect(beside(0, 304)).toEqual([]);
});

test('3.00 replicas are told, and 2.50 of a mean are not', () => {
  const count = (value: number, text: string) =>
    said(wholeCounts, drawnPanel({ fields: [field({ name: 'Up', least: value, most: value, text })] }));
  expect(count(3, '3.00')).toEqual(['Up counts, and is printed as "3.00"']);
  expect(count(2.5, '2.50')).toEqual([]);
  expect(count(3, '3')).toEqual([]);
});

test('what is higher than a screen, said at too great length or failed is told', () => {
  expect(said(panelHeight, drawnPanel({ height: 1_090 }))).toHaveLength(1);
  expect(said(descriptionLength, drawnPanel({ descriptionLength: 1_974 }))).toHaveLength(1);
  expect(said(drawn, drawnPanel({ error: 'parse error' }))).toEqual(['parse error']);
  expect(said(drawn, drawnPanel({ empty: 'No data' }))).toEqual(['it has no data, and no words for that']);
  expect(
    [panelHeight, descriptionLength, drawn].flatMap((check) => said(check, drawnPanel({ empty: 'no traffic' }))),
  ).toEqual([]);
});

test('a finding says where it is', () => {
  expect(findingsOf(drawnPage([drawnPanel({ height: 1_090 })])).map(foundText)).toEqual([
    'arks-test, incident, "A panel": panel-height: it is 1090 px high, and a screen 1080',
  ]);
});

test('a finding about the page names no panel', () => {
  expect(findingsOf(drawnPage([], { uid: 'arks-overview' })).map(foundText)[0]).toBe(
    'arks-overview, incident: first-screen: alerts fire, and no tile of the first screen is red',
  );
});
