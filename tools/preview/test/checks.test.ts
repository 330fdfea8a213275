import { expect, test } from 'vitest';
import { boundedAxis } from '../checks/bounded-axis.js';
import { columnsFit } from '../checks/columns-fit.js';
import { distinctColours } from '../checks/distinct-colours.js';
import { findingsOf, foundText } from '../checks/index.js';
import { limitColour } from '../checks/limit-colour.js';
import { limitInside } from '../checks/limit-inside.js';
import { descriptionLength, drawn, panelHeight } from '../checks/screen.js';
import { seriesCount } from '../checks/series-count.js';
import { stateSet } from '../checks/state-set.js';
import { unitPrefix } from '../checks/unit-prefix.js';
import { wholeCounts } from '../checks/whole-counts.js';
import { drawnPanel, field } from './fixtures.js';

const axis = (unit: string, most: number) => ({ scale: `${unit}/na`, unit, least: 0, most });
const limit = (value: number, colour = '#d55e00') => [{ value, colour }];

test('an axis of a ratio that ends at 10000% is told, and one that ends at 105% is not', () => {
  const ratio = (most: number) =>
    boundedAxis.of(drawnPanel({ axes: [axis('percentunit', most)], fields: [field({ most: 0 })] }));
  expect(ratio(100)).toEqual(['its axis goes to 10000%, and no ratio can be above 100%']);
  expect(ratio(1.05)).toEqual([]);
});

test('a share that is really above 1 may have its axis, and so may seconds', () => {
  const axes = [axis('percentunit', 2)];
  expect(boundedAxis.of(drawnPanel({ axes, fields: [field({ most: 1.7 })] }))).toEqual([]);
  expect(boundedAxis.of(drawnPanel({ axes: [axis('s', 100)], fields: [field({})] }))).toEqual([]);
});

test('milli-tokens are told, and milliseconds and thousands of tokens are not', () => {
  const printed = (text: string) =>
    unitPrefix.of(drawnPanel({ fields: [field({ text, unit: 'si:tok/s', name: 'decode' })] }));
  expect(printed('191.67 mtok/s')).toEqual(['decode is printed as "191.67 mtok/s" by the unit si:tok/s']);
  expect(printed('191.67 ms')).toEqual([]);
  expect(printed('1.60 ktok/s')).toEqual([]);
  expect(printed('3.05 Mtok/s')).toEqual([]);
});

test('a limit above the axis is told where data come within a tenth of it', () => {
  const near = (most: number) =>
    limitInside.of(drawnPanel({ axes: [axis('s', 3)], fields: [field({ most, thresholds: limit(10) })] }));
  expect(near(2)).toEqual(['its limit of 10 is above the axis, which ends at 3, and data reach 2']);
  expect(near(0.5)).toEqual([]);
});

test('a limit inside the axis is fine', () => {
  const fields = [field({ most: 2, thresholds: limit(10) })];
  expect(limitInside.of(drawnPanel({ axes: [axis('s', 12)], fields }))).toEqual([]);
});

test('a line in the colour of its limit is told', () => {
  const drawnIn = (colour: string) =>
    limitColour.of(drawnPanel({ fields: [field({ name: 'p99', colour, thresholds: limit(10) })] }));
  expect(drawnIn('#D55E00')).toEqual(['p99 is drawn in #D55E00, the colour of its limit']);
  expect(drawnIn('#0072B2')).toEqual([]);
});

const phases = { rows: 3, columns: [{ name: 'phase', kind: 'label' as const, empty: 0 }], needs: 300, has: 900 };

test('a row of a phase that is not so is told, and rows that are so are not', () => {
  const table = (least: number) =>
    stateSet.of(drawnPanel({ type: 'table', table: phases, fields: [field({ least, most: 1 })] }));
  expect(table(0)).toEqual(['it has rows of a phase that is not so, with the value 0']);
  expect(table(1)).toEqual([]);
});

test('a table that needs more than its width is told', () => {
  expect(columnsFit.of(drawnPanel({ table: { ...phases, needs: 1_950, has: 1_872 } }))).toEqual([
    'its columns need 1950 px, and it has 1872',
  ]);
  expect(columnsFit.of(drawnPanel({ table: phases }))).toEqual([]);
});

test('twenty-one lines are too many, and twenty are not', () => {
  const lines = (length: number) => seriesCount.of(drawnPanel({ fields: Array.from({ length }, () => field({})) }));
  expect(lines(21)).toEqual(['it has 21 series, and at most 20 can be told apart']);
  expect(lines(20)).toEqual([]);
});

test('two of few lines in one colour are told', () => {
  const two = (colour: string) =>
    distinctColours.of(
      drawnPanel({ fields: [field({ name: 'decode', colour: '#FCE2DE' }), field({ name: 'prefill', colour })] }),
    );
  expect(two('#fce2de')).toEqual(['decode and prefill are both drawn in #fce2de']);
  expect(two('#0072B2')).toEqual([]);
});

test('3.00 replicas are told, and 2.50 of a mean are not', () => {
  const count = (value: number, text: string) =>
    wholeCounts.of(drawnPanel({ fields: [field({ name: 'Up', least: value, most: value, text })] }));
  expect(count(3, '3.00')).toEqual(['Up counts, and is printed as "3.00"']);
  expect(count(2.5, '2.50')).toEqual([]);
  expect(count(3, '3')).toEqual([]);
});

test('what is higher than a screen, said at too great length or failed is told', () => {
  expect(panelHeight.of(drawnPanel({ height: 1_090 }))).toHaveLength(1);
  expect(descriptionLength.of(drawnPanel({ descriptionLength: 1_974 }))).toHaveLength(1);
  expect(drawn.of(drawnPanel({ error: 'parse error' }))).toEqual(['parse error']);
  expect(drawn.of(drawnPanel({ empty: 'No data' }))).toEqual(['it has no data, and no words for that']);
  expect([panelHeight, descriptionLength, drawn].flatMap(({ of }) => of(drawnPanel({ empty: 'no traffic' })))).toEqual(
    [],
  );
});

test('a finding says where it is', () => {
  const report = {
    uid: 'arks-test',
    set: 'incident',
    problems: [],
    height: 1_080,
    panels: [drawnPanel({ height: 1_090 })],
  };
  expect(findingsOf({ opened: report, whole: report }).map(foundText)).toEqual([
    'arks-test, incident, "A panel": panel-height: it is 1090 px high, and a screen 1080',
  ]);
});
