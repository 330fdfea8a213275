import { expect, test } from 'vitest';
import { durationOf, secondsOf, stepOf } from '../model/intervals.js';
import { panel, SHOWN } from './fixtures.js';

test('a step is never shorter than a scrape', () => {
  expect(stepOf(panel({}), {}, 1_900, SHOWN)).toBe(30);
});

test('a step is what a pixel stands for, rounded as Grafana does', () => {
  expect(stepOf(panel({}), {}, 200, SHOWN)).toBe(120);
});

test('a panel and a query may ask for a longer one', () => {
  expect(stepOf(panel({ interval: '>5m' }), {}, 1_900, SHOWN)).toBe(300);
  expect(stepOf(panel({}), { interval: '1h' }, 1_900, SHOWN)).toBe(3_600);
});

test('fewer points than pixels make it longer', () => {
  expect(stepOf(panel({ maxDataPoints: 10 }), {}, 1_900, SHOWN)).toBe(1_800);
});

test('a number alone is in seconds, and what is no interval is told', () => {
  expect(secondsOf('90')).toBe(90);
  expect(() => secondsOf('soon')).toThrow('an interval must be such as 30s or 6h, got "soon"');
});

test('seconds are written in the largest unit that divides them', () => {
  expect([durationOf(7_200), durationOf(300), durationOf(90)]).toEqual(['2h', '5m', '90s']);
});
