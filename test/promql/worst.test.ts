import { expect, inject, test } from 'vitest';
import { parsePromql } from '../../src/promql/parse.js';
import { allOfWorst, isByRank, isChosenOnce, worstNow, worstOverTime } from '../../src/promql/worst.js';
import { promtool } from '../support/promtool.js';

const { promtool: program } = inject('prometheus');
const HIGHEST = { count: 2, is: 'highest' } as const;
const LOWEST = { count: 2, is: 'lowest' } as const;
const worst = worstOverTime('a / b or c', HIGHEST);

test('the worst are chosen by the extreme of what is drawn, once for the time shown', () => {
  expect(worstOverTime('a', HIGHEST)).toBe('a and topk(2, max_over_time(a[$__range:$__interval] @ end()))');
  expect(worstOverTime('a', LOWEST)).toContain('bottomk(2, min_over_time(');
  expect(worst.replaceAll(/\s+/g, ' ')).toBe(
    '(a / b or c) and topk(2, max_over_time((a / b or c)[$__range:$__interval] @ end()))',
  );
});

test('what they are chosen from is found again, and only there', () => {
  expect(allOfWorst(parsePromql(worst))).toEqual(parsePromql('a / b or c'));
  expect(allOfWorst(parsePromql('a and topk(2, a)'))).toBeUndefined();
  expect(allOfWorst(parsePromql('a or topk(2, max_over_time(a[5m] @ end()))'))).toBeUndefined();
});

test('a choice at each point is told from one for all of them', () => {
  const [anew, once] = ['topk(2, a)', 'topk(2, max_over_time(a[5m] @ end()))'].map(parsePromql);
  expect([anew, once].map((one) => one !== undefined && isByRank(one))).toEqual([true, true]);
  expect([anew, once].map((one) => one !== undefined && isChosenOnce(one))).toEqual([false, true]);
});

/** A graph of ten minutes, a point a minute: at how many points each has a line. */
const points = (expression: string) =>
  `count_over_time((${expression.replaceAll('$__range', '10m').replaceAll('$__interval', '1m')})[599s:1m])`;
const series = [
  ['busy{pod="was-worst"}', '1 1 9 1 1 1 1 1 1 1 1'],
  ['busy{pod="steady"}', '5x10'],
  ['busy{pod="mild"}', '3x10'],
  ['busy{pod="late"}', '_ _ _ _ _ _ _ _ _ 7 7'],
] as const;
const all = (samples: readonly (readonly [pod: string, points: number])[]) =>
  samples.map(([pod, value]) => ({ labels: `{pod="${pod}"}`, value }));

test('no line comes and goes: each of the worst is drawn at every point that it has', async () => {
  const answers = [
    [
      worstOverTime('busy', HIGHEST),
      all([
        ['was-worst', 10],
        ['late', 2],
      ]),
    ],
    [
      worstOverTime('busy', LOWEST),
      all([
        ['was-worst', 10],
        ['mild', 10],
      ]),
    ],
    // Four lines, three of them with holes.
    [
      worstNow('busy', HIGHEST),
      all([
        ['was-worst', 1],
        ['steady', 10],
        ['mild', 7],
        ['late', 2],
      ]),
    ],
  ] as const;
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'test.yml': {
      tests: [
        {
          interval: '1m',
          input_series: series.map(([name, values]) => ({ series: name, values })),
          promql_expr_test: answers.map(([expr, exp_samples]) => ({
            expr: points(expr),
            eval_time: '10m',
            exp_samples,
          })),
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});
