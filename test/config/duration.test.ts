import { expect, test } from 'vitest';
import { durationSeconds } from '../../src/lib/duration.js';

test.each([
  ['17s', 17],
  ['3m', 180],
  ['1m30s', 90],
  ['5h', 18_000],
  ['1d', 86_400],
  ['1w', 604_800],
  ['1y', 31_536_000],
  ['1y2w3d4h5m6s', 31_536_000 + 2 * 604_800 + 3 * 86_400 + 4 * 3_600 + 5 * 60 + 6],
])('%s lasts %d seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each([
  [''],
  ['0s'],
  ['0m0s'],
  ['17'],
  ['-5s'],
  ['1.5s'],
  ['30s1m'],
  ['1m 30s'],
  ['1m1m'],
  ['300ms'],
  ['S'],
  ['17s\n'],
])('%j is no duration above 0', (text) => {
  expect(durationSeconds(text)).toBeNaN();
});
