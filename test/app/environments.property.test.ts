import { inject, test } from 'vitest';
import { expectSynthesized } from '../support/properties/environments.js';

/** The same ones each time: `npm run test:proofs` draws more, and `npm run test:fuzz` others. */
const SEED = 1;
const RUNS = 10;

test('any environment that the schema accepts synthesizes objects that their schemas accept, each in a file of its own, with texts as they were written, and rules and scrape jobs that Prometheus takes', async () => {
  await expectSynthesized(inject('prometheus').promtool, RUNS, SEED);
});
