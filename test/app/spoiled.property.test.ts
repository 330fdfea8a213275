import { test } from 'vitest';
import { expectSpoiledTold } from '../support/properties/spoiled.js';

/** The same ones each time: `npm run test:proofs` draws more, and `npm run test:fuzz` others. */
const SEED = 1;
const SPOILED = 120;

test('any environment with one thing wrong is rejected with the path of that thing and its place in the file', () => {
  expectSpoiledTold(SPOILED, SEED);
});
