import { expect, test } from 'vitest';
import { AMBER, COLOURS } from '../../../src/dashboards/look.js';
import { alikeTo, contrast, meaningOf } from '../checks/colours.js';
import { enoughContrast } from '../checks/contrast.js';
import { distinctColours } from '../checks/distinct-colours.js';
import { limitColour, limitSide } from '../checks/limit-colour.js';
import { drawnPanel, field } from './fixtures.js';

const DARK = { set: 'healthy', background: '#181b1f' };
const LIGHT = { set: 'healthy', background: '#ffffff' };

function two(colour: string, other: string, part: Partial<Parameters<typeof field>[0]> = {}): readonly string[] {
  const fields = [field({ name: 'decode', colour }), field({ name: 'prefill', colour: other, ...part })];
  return distinctColours.of(drawnPanel({ fields }), DARK);
}

test('two lines in one colour are told', () => {
  expect(two('#FCE2DE', '#fce2de')).toEqual([
    'decode (#FCE2DE) and prefill (#fce2de) look alike to full colour vision',
  ]);
});

test('a violet and a purple that differ by their red alone are told, and blue and orange are not', () => {
  expect(two('#BA43A9', '#705DA0')).toEqual(['decode (#BA43A9) and prefill (#705DA0) look alike to protanopia']);
  expect(two('#0072B2', '#E69F00')).toEqual([]);
});

test('a broken line may have the colour of an unbroken one', () => {
  expect(two('#0072B2', '#0072B2', { line: 'dash' })).toEqual([]);
});

test('of more lines than the palette by turns has colours for everybody, those that Grafana coloured are let be, and no other', () => {
  const turns = ['#73BF69', '#F2CC0C', '#5794F2', '#FF9830', '#F2495C', '#B877D9'];
  const lines = (colours: readonly string[]) => colours.map((colour) => field({ name: colour, colour, byTurns: true }));
  const told = (fields: ReturnType<typeof lines>) => distinctColours.of(drawnPanel({ fields }), DARK);
  expect(told(lines(turns.slice(0, 5)))).toEqual([]);
  expect(told(lines(turns.slice(1)))).toEqual(['#5794F2 (#5794F2) and #B877D9 (#B877D9) look alike to protanopia']);
  expect(told(lines(turns))).toEqual([]);
  expect(told([...lines(turns), field({ name: 'p50', colour: '#B877D9' })])).toHaveLength(1);
});

test('our own palette, and its red, are told apart by everybody and seen on both grounds', () => {
  const fixed = [
    ...new Set([...Object.values(COLOURS).filter((colour) => colour.startsWith('#')), '#F2495C', '#E02F44']),
  ];
  const pairs = fixed.flatMap((one, index) => fixed.slice(0, index).map((other) => [one, other] as const));
  expect(fixed).toHaveLength(8);
  expect(pairs.filter(([one, other]) => !(one === '#E02F44' && other === '#F2495C') && alikeTo(one, other))).toEqual(
    [],
  );
  for (const { background } of [DARK, LIGHT])
    expect([...fixed, AMBER].filter((colour) => contrast(colour, background) < 3)).toEqual([]);
  expect(['#F2495C', '#E02F44', '#73BF69', '#56A64B'].filter((colour) => alikeTo(AMBER, colour))).toEqual([]);
});

test('every pair of the palette of Okabe and Ito is told apart by everybody', () => {
  const palette = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#D55E00', '#CC79A7'];
  const pairs = palette.flatMap((one, index) => palette.slice(0, index).map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => alikeTo(one, other) !== undefined)).toEqual([]);
});

test('red and amber alarm, green calms, and blue and grey say nothing', () => {
  expect(['#D55E00', '#F2495C', '#E69F00', '#FF9830'].map(meaningOf)).toEqual(['alarm', 'alarm', 'alarm', 'alarm']);
  expect(['#009E73', '#73BF69'].map(meaningOf)).toEqual(['calm', 'calm']);
  expect(['#0072B2', '#ccccdc', '#CC79A7'].map(meaningOf)).toEqual(['none', 'none', 'none']);
});

test('a yellow line is told on white, and not on dark', () => {
  const panel = drawnPanel({ fields: [field({ name: '4xx', colour: '#F0E442' })] });
  expect(enoughContrast.of(panel, LIGHT)).toEqual([
    '4xx is drawn in #F0E442 on #ffffff, a contrast of 1.3, and AA asks for 3',
  ]);
  expect(enoughContrast.of(panel, DARK)).toEqual([]);
});

test('the colour of a tile counts where the tile shows it', () => {
  const tile = (part: Parameters<typeof field>[0]) =>
    enoughContrast.of(drawnPanel({ type: 'stat', fields: [field({ colour: '#202020', ...part })] }), DARK);
  expect(tile({ stateColour: '#202020' })).toHaveLength(1);
  expect(tile({})).toEqual([]);
});

function limited(colour: string, limit: string, limitLines = true): readonly string[] {
  const fields = [field({ name: 'p99', colour, limitLines, thresholds: [{ value: 10, colour: limit }] })];
  return limitColour.of(drawnPanel({ fields }), DARK);
}

test('a line in the colour of its limit is told where the limit is drawn', () => {
  expect(limited('#D55E00', '#d55e00')).toEqual(['p99 is drawn in #D55E00, the colour of its limit']);
  expect(limited('#0072B2', '#d55e00')).toEqual([]);
  expect(limited('#D55E00', '#d55e00', false)).toEqual([]);
});

test('a green limit is told', () => {
  expect(limited('#0072B2', '#009E73')).toEqual(['a limit is drawn in #009e73, which says that all is well']);
});

test('a red tile is told where nothing is wrong, and is right in an incident', () => {
  const tile = (stateColour: string) =>
    drawnPanel({ type: 'stat', fields: [field({ name: 'Healthy hosts', text: '100%', stateColour })] });
  expect(limitSide.of(tile('#D55E00'), DARK)).toEqual([
    'nothing is wrong, and Healthy hosts at 100% has the colour of an alarm',
  ]);
  expect(limitSide.of(tile('#009E73'), DARK)).toEqual([]);
  expect(limitSide.of(tile('#D55E00'), { ...DARK, set: 'incident' })).toEqual([]);
});
