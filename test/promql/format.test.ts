import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPromql } from '../../src/promql/format.js';
import { parsePromql } from '../../src/promql/parse.js';

describe('prints for people', () => {
  test.each([
    ['(a) / (b)', 'a / b'],
    ['((a) - (b)) - (c)', 'a - b - c'],
    ['(a) - ((b) - (c))', 'a - (b - c)'],
    ['((a) + (b)) * (c)', '(a + b) * c'],
    ['(a) + ((b) * (c))', 'a + b * c'],
    ['((a) or (b)) and on(x) ((c) > (3))', '(a or b) and on (x) c > 3'],
    ['(a) unless on(x,y) (b)', 'a unless on (x, y) b'],
    ['sum by(le, x) (rate(a_bucket[5m]))', 'sum by (le, x) (rate(a_bucket[5m]))'],
    ['sum without(x)(y)', 'sum without (x) (y)'],
    ['topk by(u) (3, a)', 'topk by (u) (3, a)'],
    ['(a) / on(x) group_left(y) (b)', 'a / on (x) group_left (y) b'],
    ['avg_over_time((a)[1h:1m])', 'avg_over_time(a[1h:1m])'],
    ['a{x="y",  z=~"u|v"}[5m] offset 1h', 'a{x="y",z=~"u|v"}[5m] offset 1h'],
    ['(a) > bool (3)', 'a > bool 3'],
    ['(a offset 1h) * (2)', '(a offset 1h) * 2'],
    ['(a offset 1h) > (2)', '(a offset 1h) > 2'],
    ['(2) ^ ((3) ^ (4))', '2 ^ 3 ^ 4'],
    ['((2) ^ (3)) ^ (4)', '(2 ^ 3) ^ 4'],
    ['-(a)', '-a'],
    ['rate(a[$__rate_interval])', 'rate(a[$__rate_interval])'],
    ['{__name__=~"a.+"}', '{__name__=~"a.+"}'],
  ])('%s as %s', (given, expected) => {
    expect(formatPromql(given)).toBe(expected);
  });

  test('what is long stands on several lines, operators leading, one depth for one chain', () => {
    const long = (name: string) => `sum by(cluster, namespace, application, role) (rate(${name}_seconds_count[5m]))`;
    expect(formatPromql(`((${long('first')}) or (${long('second')})) > (7)`)).toBe(
      [
        '(',
        '  sum by (cluster, namespace, application, role) (rate(first_seconds_count[5m]))',
        '  or sum by (cluster, namespace, application, role) (rate(second_seconds_count[5m]))',
        ')',
        '> 7',
      ].join('\n'),
    );
  });

  test('a match that names labels stands alone on its line', () => {
    const long = (name: string) => `sum by(cluster, namespace, application, role) (rate(${name}_seconds_count[5m]))`;
    expect(formatPromql(`(${long('first')}) unless on(cluster) (${long('second')})`)).toBe(
      [
        'sum by (cluster, namespace, application, role) (rate(first_seconds_count[5m]))',
        'unless on (cluster)',
        '  sum by (cluster, namespace, application, role) (rate(second_seconds_count[5m]))',
      ].join('\n'),
    );
  });
});

test.each(['sum by (a', 'rate(a[5m)', 'a b', '', 'a{x=}', 'a / '])('refuses what is not PromQL: %s', (broken) => {
  expect(() => formatPromql(broken)).toThrow(/not PromQL/);
});

const name = fc.constantFrom('up', 'vllm:num_requests_running', 'application:arks_generation_tokens:rate5m');
const operator = fc.constantFrom('or', 'and', 'unless', '>', '<=', '==', '+', '-', '*', '/', '%', '^');
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    name,
    fc.tuple(tie('expression'), operator, tie('expression')).map(([left, op, right]) => `(${left}) ${op} (${right})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left}) and on(cluster, pod) (${right})`),
    tie('expression').map((inner) => `sum by(cluster, namespace, application) (${inner})`),
    tie('expression').map((inner) => `histogram_quantile(0.97, ${inner})`),
    tie('expression')
      .map((inner) => `(${inner})[1h:5m]`)
      .map((inner) => `max_over_time(${inner})`),
    tie('expression').map((inner) => `-(${inner})`),
    name.map((metric) => `rate(${metric}{pod=~"a|b"}[5m] offset 1h)`),
    name.map((metric) => `${metric} offset 1h`),
  ),
}));

test('formatting keeps the meaning: the parse trees are the same', () => {
  fc.assert(
    fc.property(expression, (given) => {
      expect(parsePromql(formatPromql(given))).toEqual(parsePromql(given));
    }),
    { numRuns: 500 },
  );
});

test('formatting what is formatted changes nothing', () => {
  fc.assert(
    fc.property(expression, (given) => {
      const once = formatPromql(given);
      expect(formatPromql(once)).toBe(once);
    }),
    { numRuns: 300 },
  );
});
