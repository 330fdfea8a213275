import { expect, test } from 'vitest';
import { judge } from '../../tools/proofs/truth/compare.js';
import { known, type Row } from '../../tools/proofs/truth/row.js';
import { createTally, keyOf } from '../../tools/proofs/truth/tally.js';
import { type Expected, happened } from '../../tools/proofs/truth/windows.js';

const POD = { pod: 'chat-0' };
const all = () => true;

/** Seven a step from step 1 on, by a process that was scraped at these steps. */
function sevenEach(from: number, to: number, lastStep = 20) {
  const tally = createTally();
  const counter = tally.counter('tokens', POD, { from, to }, from);
  for (let step = 1; step <= lastStep; step += 1) counter.add(7, step);
  return tally;
}

/** What a row says of these values, where the truth is this. */
function judged(
  judgement: Row['judgement'],
  expected: readonly Expected[],
  found: readonly (readonly [string, number])[],
) {
  const row = { name: 'x', judgement, against: 'y', expected: () => expected };
  return judge(row, [{ step: 11 }], () => new Map(found));
}

test('all that happened in a window is seen where a process was scraped throughout', () => {
  expect(happened(sevenEach(0, 20), 'tokens', ['pod'], { first: 5, last: 15 }, all)).toEqual([
    { labels: POD, value: 70, unseen: 0, added: 0 },
  ]);
});

test('what came before the first scrape of a series is unseen, and its rate may be too much', () => {
  const [early] = happened(sevenEach(8, 20), 'tokens', ['pod'], { first: 5, last: 15 }, all);
  expect(early).toMatchObject({ value: 70, unseen: 21 });
  expect(early?.added).toBeCloseTo((49 * 1.1) / 7);
});

test('what came after the last scrape of a process is unseen', () => {
  const [ended] = happened(sevenEach(0, 13), 'tokens', ['pod'], { first: 5, last: 15 }, all);
  expect(ended).toMatchObject({ value: 70, unseen: 14 });
});

test('what two scrapes of a window did not both see is not there', () => {
  expect(happened(sevenEach(15, 20), 'tokens', ['pod'], { first: 5, last: 15 }, all)).toEqual([]);
});

test('a process that takes over from another under the same labels continues its series', () => {
  const tally = sevenEach(0, 9, 9);
  tally.counter('tokens', POD, { from: 10, to: 20 }, 10).add(5, 12);
  expect(happened(tally, 'tokens', ['pod'], { first: 5, last: 15 }, all)).toEqual([
    { labels: POD, value: 33, unseen: 0, added: 0 },
  ]);
});

test('an amount may be off by one percent, a value by nothing', () => {
  const key = keyOf(POD);
  expect(judged('within 1 %', [known(POD, 100)], [[key, 100.9]])).toMatchObject({ failures: [], comparisons: 1 });
  expect(judged('within 1 %', [known(POD, 100)], [[key, 98.9]]).failures).toHaveLength(1);
  expect(judged('exact', [known(POD, 100)], [[key, 100.1]]).failures).toHaveLength(1);
  expect(judged('exact', [known(POD, 0)], [[key, 1]]).failures).toHaveLength(1);
});

test('a series too many and one too few are wrong', () => {
  const key = keyOf(POD);
  expect(judged('exact', [], [[key, 0]]).failures).toEqual([
    `x{${key}} at step 11: surplus 0`,
    'x: nothing to compare',
  ]);
  expect(judged('exact', [known(POD, 3)], []).failures[0]).toBe(`x{${key}} at step 11: missing, expected 3`);
});

test('what is unseen may be missing and no more', () => {
  const part: Expected = { labels: POD, value: 100, unseen: 20, added: 5 };
  expect(judged('within 1 %', [part], [[keyOf(POD), 79.5]]).failures).toEqual([]);
  expect(judged('within 1 %', [part], [[keyOf(POD), 78.5]]).failures).toHaveLength(1);
  expect(judged('within 1 %', [part], [[keyOf(POD), 106.5]]).failures).toHaveLength(1);
});
