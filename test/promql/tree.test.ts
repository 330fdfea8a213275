import { describe, expect, test } from 'vitest';
import { formatPromql } from '../../src/promql/format.js';
import { metricsRead, seriesNames } from '../../src/promql/names.js';
import { parsePromql } from '../../src/promql/parse.js';
import { selectorsIn } from '../../src/promql/tree.js';

const selected = (expression: string) =>
  selectorsIn(parsePromql(expression)).map(({ name, matchers }) => [
    name,
    ...matchers.map(({ label, operator, value }) => [label, operator, value]),
  ]);

describe('a selector is its name and its matchers', () => {
  test.each([
    ['a', [['a']]],
    ['rate(a{b="1", c!~"2|3"}[5m] offset 1h) / d', [['a', ['b', '=', '1'], ['c', '!~', '2|3']], ['d']]],
    ['{__name__=~"a.+"}', [['', ['__name__', '=~', 'a.+']]]],
    ['a{b="} or c{",d="e"}', [['a', ['b', '=', '} or c{'], ['d', '=', 'e']]]],
    ["a{b='it\\'s \"so\"'}", [['a', ['b', '=', 'it\'s "so"']]]],
    ['a{b=`\\d+`}', [['a', ['b', '=', '\\d+']]]],
    ['a{b="\\u00e9\\x41\\n"}', [['a', ['b', '=', 'éA\n']]]],
    ['{"a.b", "c.d"="e"}', [['a.b', ['c.d', '=', 'e']]]],
    ['a{b=~"$pod"}[$__rate_interval]', [['a', ['b', '=~', '$pod']]]],
  ])('%s', (expression, expected) => {
    expect(selected(expression)).toEqual(expected);
  });
});

test('numbers are no series, however they are written', () => {
  expect(seriesNames('a > Inf or NaN * b or 0x1F')).toEqual(['a', 'b']);
});

test('a series at another time, or in a subquery, is read all the same', () => {
  expect(seriesNames('a @ start() + max_over_time(b[1h:5m] @ 7) + sum(c offset 1h)')).toEqual(['a', 'b', 'c']);
});

test('a series of a histogram is read of its metric, a recorded one of none', () => {
  expect(
    metricsRead(
      'vllm:time_to_first_token_seconds_bucket + application:arks_requests:rate5m + vllm:num_requests_running',
    ),
  ).toEqual(['vllm:time_to_first_token_seconds', 'vllm:num_requests_running']);
});

describe('what is printed says the same in one spelling', () => {
  test.each([
    ["a{b='c'}", 'a{b="c"}'],
    ['a{b=`\\d`}', 'a{b="\\\\d"}'],
    ['{"a.b", "c.d"="e"}', '{"a.b","c.d"="e"}'],
    ['{"a"}', 'a'],
    ['a @ end()', 'a @ end()'],
    ['SUM BY(x) (a  OFFSET 5m) OR b', 'sum by (x) (a offset 5m) or b'],
    ['a / ON(x) GROUP_LEFT b', 'a / on (x) group_left b'],
  ])('%s as %s', (given, expected) => {
    expect(formatPromql(given)).toBe(expected);
  });
});
