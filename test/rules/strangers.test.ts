import { expect, inject, test } from 'vitest';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';
import { heardOfStrangers } from './strangers.js';

const { promtool } = inject('prometheus');

test('nothing is recorded or told of what is not scraped for Arks', async () => {
  const groups = ruleGroups(environmentOf(EVERY_RUNTIME));
  expect(await heardOfStrangers(promtool, groups)).toBe('');
});
