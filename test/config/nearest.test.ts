import { expect, test } from 'vitest';
import { nearest } from '../../src/lib/nearest.js';

const WORDS = ['interval', 'timeout', 'keep', 'labelLimit'];

test.each([
  ['intervall', 'interval'],
  ['timout', 'timeout'],
  ['kepe', 'keep'],
  ['labellimit', 'labelLimit'],
  ['KEEP', 'keep'],
  ['labe', 'labelLimit'],
])('%s meant %s', (typed, meant) => {
  expect(nearest(typed, WORDS)).toBe(meant);
});

test.each([['zebra'], ['bodySizeLimit'], ['']])('%j meant none of them', (typed) => {
  expect(nearest(typed, WORDS)).toBeUndefined();
});

test('a beginning means the one name that goes on from it, and none where several do', () => {
  expect(nearest('requestP95', ['requestP95Seconds', 'requestRatio'])).toBe('requestP95Seconds');
  expect(nearest('request', ['requestP95Seconds', 'requestRatio'])).toBeUndefined();
});

test('a word is near to nothing where there is nothing', () => {
  expect(nearest('keep', [])).toBeUndefined();
});
