import { describe, expect, test } from 'vitest';
import { withMatcherOnEverySelector } from '../../src/promql/every-selector.js';

const ONLY = { label: 'cluster', operator: '=', value: 'eu-1' } as const;

describe('every selector gets the matcher', () => {
  test.each([
    ['a', 'a{cluster="eu-1"}'],
    ['rate(a[5m] offset 1h)', 'rate(a{cluster="eu-1"}[5m] offset 1h)'],
    ['a{x="1 2",y=~"b|c"} or b', 'a{x="1 2",y=~"b|c",cluster="eu-1"} or b{cluster="eu-1"}'],
    ['absent(up{job="a"})', 'absent(up{job="a",cluster="eu-1"})'],
    ['{__name__=~"a.+"}', '{__name__=~"a.+",cluster="eu-1"}'],
    ['avg_over_time((a)[1h:1m])', 'avg_over_time(a{cluster="eu-1"}[1h:1m])'],
    ['a / on (x) group_left (y) b', 'a{cluster="eu-1"} / on (x) group_left (y) b{cluster="eu-1"}'],
  ])('%s as %s', (given, expected) => {
    expect(withMatcherOnEverySelector(given, ONLY)).toBe(expected);
  });
});

test('a selector that has the matcher does not get it twice', () => {
  expect(withMatcherOnEverySelector('absent(up{cluster="eu-1"}) or up{cluster!="eu-1"}', ONLY)).toBe(
    'absent(up{cluster="eu-1"}) or up{cluster!="eu-1",cluster="eu-1"}',
  );
});

test('numbers and times select nothing and stay', () => {
  expect(withMatcherOnEverySelector('time() - 7', ONLY)).toBe('time() - 7');
});

test('a name with quotes and backslashes stays one text', () => {
  expect(withMatcherOnEverySelector('a', { ...ONLY, value: 'eu "1" \\ x' })).toBe('a{cluster="eu \\"1\\" \\\\ x"}');
});

test('what is not PromQL is refused', () => {
  expect(() => withMatcherOnEverySelector('sum(', ONLY)).toThrow('not PromQL');
});
