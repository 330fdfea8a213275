import { expect, test } from 'vitest';
import { nearest } from '../../src/config/nearest.js';

const WORDS = ['interval', 'timeout', 'keep', 'labelLimit'];

test.each([
  ['intervall', 'interval'],
  ['timout', 'timeout'],
  ['kepe', 'keep'],
  ['labellimit', 'labelLimit'],
])('%s meant %s', (typed, meant) => {
  expect(nearest(typed, WORDS)).toBe(meant);
});

test.each([['zebra'], ['bodySizeLimit'], ['']])('%j meant none of them', (typed) => {
  expect(nearest(typed, WORDS)).toBeUndefined();
});

test('a word is near to nothing where there is nothing', () => {
  expect(nearest('keep', [])).toBeUndefined();
});
