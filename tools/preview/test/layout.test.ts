import { expect, test } from 'vitest';
import { placed } from '../model/layout.js';
import { chosen, dashboard, panel } from './fixtures.js';

const row = (
  id: number,
  y: number,
  collapsed: boolean,
  panels = [panel({ id: id + 1, gridPos: { x: 0, y: y + 1, w: 12, h: 8 } })],
) => panel({ id, type: 'row', collapsed, gridPos: { x: 0, y, w: 24, h: 1 }, panels });
const RUNTIMES = new Map([['runtime', chosen({ name: 'runtime', values: ['vllm', 'sglang', 'dynamo'] })]]);
const places = (...args: Parameters<typeof placed>) =>
  placed(...args).map(({ panel: { id }, at: { x, y, w } }) => [id, x, y, w]);

test('a closed row shows none of its panels, and what follows stands right below it', () => {
  const closed = dashboard({ panels: [row(1, 0, true), row(5, 1, true)] });
  expect(places(closed, new Map(), () => false)).toEqual([
    [1, 0, 0, 24],
    [5, 0, 1, 24],
  ]);
});

test('an open row moves what follows', () => {
  const closed = dashboard({ panels: [row(1, 0, true), row(5, 1, true)] });
  expect(places(closed, new Map(), ({ id }) => id === 1)).toEqual([
    [1, 0, 0, 24],
    [2, 0, 1, 12],
    [5, 0, 9, 24],
  ]);
});

test('a repeated panel is drawn for each value, beside one another, and again below', () => {
  const repeated = panel({ id: 3, repeat: 'runtime', maxPerRow: 2, gridPos: { x: 0, y: 0, w: 24, h: 8 } });
  const after = panel({ id: 4, gridPos: { x: 0, y: 8, w: 24, h: 8 } });
  const items = placed(dashboard({ panels: [repeated, after] }), RUNTIMES, () => true);
  expect(items.map(({ scoped, at }) => [scoped['runtime'], at.x, at.y, at.w])).toEqual([
    ['vllm', 0, 0, 12],
    ['sglang', 12, 0, 12],
    ['dynamo', 0, 8, 12],
    [undefined, 0, 16, 24],
  ]);
});

test('a repeated row takes its panels with it, each with the value of the row', () => {
  const repeated = { ...row(1, 0, false), repeat: 'runtime' };
  const items = placed(dashboard({ panels: [repeated] }), RUNTIMES, () => true);
  expect(items.map(({ panel: { id }, scoped, at }) => [id, scoped['runtime'], at.y])).toEqual([
    [1, 'vllm', 0],
    [2, 'vllm', 1],
    [1, 'sglang', 9],
    [2, 'sglang', 10],
    [1, 'dynamo', 18],
    [2, 'dynamo', 19],
  ]);
});
