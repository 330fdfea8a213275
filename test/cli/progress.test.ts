import { expect, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.js';

function written(isTTY: boolean | undefined): string {
  const texts: string[] = [];
  const progress = progressOn({ ...(isTTY === undefined ? {} : { isTTY }), write: (text) => texts.push(text) });
  progress.tell('synthesizing eu-1, 1 of 3');
  progress.tell('synthesizing eu-3, 2 of 3');
  progress.end();
  return texts.join('');
}

test('on a terminal each text takes the place of the one before, and none is left at the end', () => {
  const empty = '\r\u001b[K';
  expect(written(true)).toBe(`${empty}synthesizing eu-1, 1 of 3${empty}synthesizing eu-3, 2 of 3${empty}`);
});

test('where there is no terminal nothing is written', () => {
  expect([written(false), written(undefined)]).toEqual(['', '']);
});
