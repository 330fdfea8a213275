import { inject, test } from 'vitest';
import { expectRulesTaken } from '../support/properties/rules.js';

/** The same ones each time: `npm run test:proofs` draws more, and `npm run test:fuzz` others. */
const SEED = 2;
const RULES_ONLY = 30;

test('the rules of any environment are taken by Prometheus, whoever evaluates them', async () => {
  await expectRulesTaken(inject('prometheus').promtool, RULES_ONLY, SEED);
});
