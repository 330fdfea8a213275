import { test } from 'vitest';
import { expectOverlayWins, expectTornWhole } from '../support/properties/merged.js';

/** Others each time; `npm run test:proofs` draws more. */
const RUNS = 20;

test('settings that are torn into three files leaf by leaf come out whole, and every leaf is placed in its file', () => {
  expectTornWhole(RUNS);
});

test('a file that is laid over another one wins wherever it says something', () => {
  expectOverlayWins(RUNS);
});
