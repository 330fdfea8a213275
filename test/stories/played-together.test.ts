import { expect, inject, test } from 'vitest';
import { playRules } from '../support/played-rules.js';

const { promtool } = inject('prometheus');
const groups = [{ name: 'sums', interval: '1m', rules: [{ record: 'a:arks:sum', expr: 'sum(a)' }] }];

/** Two series of 3 and 4, and what their sum is said to be. */
const played = (value: number) =>
  playRules(promtool, {
    groups,
    file: {
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: 'a{of="one"}', values: '3x5' },
            { series: 'a{of="other"}', values: '4x5' },
          ],
          promql_expr_test: [{ expr: 'a:arks:sum', eval_time: '3m', exp_samples: [{ labels: 'a:arks:sum', value }] }],
        },
      ],
    },
  });

/** promtool writes 5 as 5E+00. */
test('of tests that are played together only those that fail are complained of, each of its own', async () => {
  const [right, one, alsoRight, other] = await Promise.all([played(7), played(5), played(7), played(9)]);
  expect([right, alsoRight]).toEqual(['', '']);
  expect(one).toContain('5E+00');
  expect(one).not.toContain('9E+00');
  expect(other).toContain('9E+00');
  expect(other).not.toContain('5E+00');
});
