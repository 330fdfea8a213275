import { expect, test } from 'vitest';
import { isSameExpression } from '../../src/promql/same.js';

test.each([
  ['sum by (a, b) (rate(x[5m]))', 'sum by(a, b) (rate(x[5m]))'],
  ['x{a="1",b=~"2"}', 'x{b=~"2", a="1"}'],
  ['rate(x[90s]) > 0.001', '(rate(x[1m30s])) > 1e-3'],
  ['x offset 1h', 'x offset 60m'],
  ['a / on (b) group_left () c', 'a / on(b) group_left() c'],
  ['sum(x)', 'SUM(x)'],
  ['max_over_time((x > 0)[1h:1m])', 'max_over_time((x > 0)[60m:60s])'],
])('%s is %s', (one, other) => {
  expect(isSameExpression(one, other)).toBe(true);
});

test.each([
  ['x > 1', 'x >= 1'],
  ['rate(x[5m])', 'rate(x[6m])'],
  ['x{a="1"}', 'x{a!="1"}'],
  ['sum by (a) (x)', 'sum by (b) (x)'],
  ['sum by (a) (x)', 'sum without (a) (x)'],
  ['a - b', 'b - a'],
  ['x > bool 1', 'x > 1'],
  ['not PromQL (', 'x'],
])('%s is not %s', (one, other) => {
  expect(isSameExpression(one, other)).toBe(false);
});
