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

test.each([
  ['1y', ['7d', '28d', '30d']],
  ['b', ['a']],
  ['us-1', ['eu-1']],
  ['x', ['y', 'ab']],
])('%s has too few letters in common with %j', (typed, words) => {
  expect(nearest(typed, words)).toBeUndefined();
});

test('neighbours that changed places are one slip, also in a short word', () => {
  expect(nearest('lsos', ['slos'])).toBe('slos');
  expect(nearest('al', ['all'])).toBe('all');
});

test('a word is near to nothing where there is nothing', () => {
  expect(nearest('keep', [])).toBeUndefined();
});
