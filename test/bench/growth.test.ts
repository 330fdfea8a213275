import { expect, test } from 'vitest';
import { growthTable } from '../../tools/bench/growth/growth.js';
import { SUBJECTS } from '../../tools/bench/growth/subjects.js';
import { problemsIn } from '../support/environment-problems.js';

test.each(SUBJECTS.map((subject) => [subject.what, subject] as const))(
  'as many %s as are asked for are an environment that synth takes',
  (what, { files }) => {
    const written = Object.entries(files(3));
    expect(written).toHaveLength(what === 'environments' ? 3 : 1);
    for (const [, text] of written) expect(problemsIn(text)).toEqual([]);
  },
);

test.each(SUBJECTS)('of $what four sizes are measured, each larger than the one before', ({ sizes }) => {
  expect(sizes).toHaveLength(4);
  expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
});

test('one more is told against the size before, and against the first one more, which is 1 where cost is linear', () => {
  const size = (count: number, cpuSeconds: number) => ({ count, cpuSeconds, wallSeconds: 0, peakMegabytes: 100 });
  expect(growthTable('tenants', [size(1, 2), size(11, 3), size(21, 4), size(31, 6)]).split('\n')).toEqual([
    '| tenants | processor s | peak MB | processor ms for one more | of the first |',
    '|--:|--:|--:|--:|--:|',
    '| 1 | 2.0 | 100 |  |  |',
    '| 11 | 3.0 | 100 | 100.00 | 1.00 |',
    '| 21 | 4.0 | 100 | 100.00 | 1.00 |',
    '| 31 | 6.0 | 100 | 200.00 | 2.00 |',
  ]);
});
