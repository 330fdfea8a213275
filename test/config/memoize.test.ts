import { expect, test } from 'vitest';
import { memoize } from '../../src/lib/memoize.js';

test('work is done once for each thing', () => {
  const done: string[] = [];
  const length = memoize((text: string) => {
    done.push(text);
    return text.length;
  });
  expect([length('ab'), length('abc'), length('ab')]).toEqual([2, 3, 2]);
  expect(done).toEqual(['ab', 'abc']);
});

test('a result that is undefined is remembered, too', () => {
  let times = 0;
  const nothing = memoize((_: string): undefined => {
    times += 1;
    return undefined;
  });
  nothing('ab');
  nothing('ab');
  expect(times).toBe(1);
});

test('what throws throws again', () => {
  const broken = memoize((text: string): string => {
    throw new Error(`not ${text}`);
  });
  expect(() => broken('ab')).toThrow('not ab');
  expect(() => broken('ab')).toThrow('not ab');
});

test('of many things only the last are kept, and the first is done again', () => {
  const done: string[] = [];
  const asked = memoize((text: string) => done.push(text), 2);
  for (const text of ['a', 'b', 'b', 'c', 'c', 'b', 'a']) asked(text);
  expect(done).toEqual(['a', 'b', 'c', 'a']);
});
