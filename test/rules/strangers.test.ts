import { expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';
import { heardOfStrangers } from './strangers.js';

const { promtool } = inject('prometheus');

test('nothing is recorded or told of what is not scraped for Arks', async () => {
  const groups = ruleGroups(environmentOf({ runtimes: ['vllm', 'sglang', 'dynamo'] }));
  expect(await heardOfStrangers(promtool, groups)).toBe('');
});
