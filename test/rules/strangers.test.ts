import { expect, inject, test } from 'vitest';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';
import { heardOfImpostors, heardOfStrangers } from './strangers.js';

const { promtool } = inject('prometheus');
const groups = ruleGroups(environmentOf(EVERY_RUNTIME));

test('nothing is recorded or told of what is not scraped for Arks', async () => {
  expect(await heardOfStrangers(promtool, groups)).toBe('');
});

test('of a tenant whose targets are called like parts of the platform nothing is recorded or told but in his namespace', async () => {
  expect(await heardOfImpostors(promtool, groups)).toBe('');
});
