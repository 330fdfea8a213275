import { inject, test } from 'vitest';
import { expectSynthesized } from '../support/properties/environments.js';
import { expectEveryLeafTold } from '../support/properties/leaves.js';
import { expectOverlayWins, expectTornWhole } from '../support/properties/merged.js';
import { expectRulesTaken } from '../support/properties/rules.js';
import { expectSpoiledTold } from '../support/properties/spoiled.js';

/** What the default suite asks of a few environments, of others and more of them; the same ones each time. */
const SEED = 3;

test('600 environments with one thing wrong are rejected with the path of that thing and its place in the file', () => {
  expectSpoiledTold(600, SEED);
});

test('40 environments synthesize objects, rules and scrape jobs that their schemas and Prometheus take', async () => {
  await expectSynthesized(inject('prometheus').promtool, 40, SEED);
});

test('the rules of 120 environments are taken by Prometheus, whoever evaluates them', async () => {
  await expectRulesTaken(inject('prometheus').promtool, 120, SEED);
});

test('100 settings that are torn into three files come out whole', () => {
  expectTornWhole(100);
});

test('100 files that are laid over others win wherever they say something', () => {
  expectOverlayWins(100);
});

test('of 1,500 leaves of an output whichever changes, the review says that something does', () => {
  expectEveryLeafTold(1_500, SEED);
});
