import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { expect, test } from 'vitest';
import { firings } from '../firings.js';

const { promtool } = providePrometheus();
const rule = (alert: string, expr: string) => ({ alert, expr, for: '2m', labels: {}, annotations: {} });
const groups = [{ name: 'one', interval: '1m', rules: [rule('Above', 'x > 5'), rule('Never', 'x > 50')] }];
const series = [
  { series: String.raw`x{a="b \" },c"}`, values: '1x5 7x9 1x30' },
  { series: 'x{a="d"}', values: '1x50' },
];

test('an alert is found with its labels, and the minutes in which it fired first and last', async () => {
  expect(await firings(promtool, { groups, series, minutes: 40 })).toEqual([
    { alert: 'Above', labels: { a: 'b " },c' }, firstMinute: 8, lastMinute: 15 },
  ]);
});

test('silence is an empty list, and rules that promtool refuses are an error', async () => {
  expect(await firings(promtool, { groups, series: series.slice(1), minutes: 40 })).toEqual([]);
  const broken = [{ name: 'one', interval: '1m', rules: [rule('Broken', 'x >')] }];
  await expect(firings(promtool, { groups: broken, series, minutes: 40 })).rejects.toThrow('parse error');
});
