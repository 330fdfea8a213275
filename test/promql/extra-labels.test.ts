import { describe, expect, test } from 'vitest';
import { carriesExtraLabels, withExtraLabels, withExtraLabelsInside } from '../../src/promql/extra-labels.js';

const extra = { labels: ['team'], carries: ({ name }: { readonly name: string }) => name.startsWith('own') };
const whole = (expression: string) => withExtraLabels(expression, extra);

describe('what is grouped by applications or replicas keeps the label, and nothing wider does', () => {
  test.each([
    ['sum by (application) (own)', 'sum by (application, team) (own)'],
    ['max by (namespace, pod) (rate(own[5m]))', 'max by (namespace, pod, team) (rate(own[5m]))'],
    ['sum by (namespace) (own)', 'sum by (namespace) (own)'],
    ['sum by (application) (other)', 'sum by (application) (other)'],
    ['sum(sum by (application) (own))', 'sum(sum by (application, team) (own))'],
    [
      'histogram_quantile(0.9, sum by (application, le) (own))',
      'histogram_quantile(0.9, sum by (application, le, team) (own))',
    ],
    ['topk by (application) (3, own)', 'topk by (application) (3, own)'],
    ['sum by (application) (absent(own))', 'sum by (application) (absent(own))'],
  ])('%s', (before, after) => {
    expect(whole(before)).toBe(after);
  });
});

describe('sides match by the label where both have it, and whatever it is where one has none', () => {
  test.each([
    ['own and on (application) own_b', 'own and on (application, team) own_b'],
    ['own and on (application) other', 'own and on (application) other'],
    ['own and on (namespace) own_b', 'own and on (namespace) own_b'],
    ['own or other', 'own or ignoring (team) other'],
    ['other unless own', 'other unless ignoring (team) own'],
    ['own unless ignoring (le) own_b', 'own unless ignoring (le) own_b'],
    ['own or own_b', 'own or own_b'],
    ['own / own_b', 'own / own_b'],
    ['own * 2 > 1', 'own * 2 > 1'],
    [
      'own * on (namespace) group_left () sum by (namespace) (own)',
      'own * on (namespace) group_left () sum by (namespace) (own)',
    ],
    ['own + on (application) group_left () own_b', 'own + on (application, team) group_left () own_b'],
  ])('%s', (before, after) => {
    expect(whole(before)).toBe(after);
  });
});

test.each([
  'own - other',
  'other / on (application) own',
  'own * on (namespace) own_b',
  'other * on (application) group_left () own',
])('a number of several series and one that does not say which it is of, %s, is refused', (expression) => {
  expect(() => whole(expression)).toThrow('both sides must have team, or neither');
});

test('what a panel adds up is grouped as it says, and what it is made of matches', () => {
  expect(withExtraLabelsInside('sum by (application) (own and on (application) own_b)', extra)).toBe(
    'sum by (application) (own and on (application, team) own_b)',
  );
  expect(withExtraLabelsInside('own or other', extra)).toBe('own or ignoring (team) other');
});

test.each([
  ['own', true],
  ['sum by (application) (own)', true],
  ['sum without (le) (own)', true],
  ['sum by (namespace) (own)', false],
  ['sum(own)', false],
  ['other and own', false],
  ['other or own', true],
  ['vector(1)', false],
])('whether series of %s have it: %s', (expression, carries) => {
  expect(carriesExtraLabels(expression, extra)).toBe(carries);
});
