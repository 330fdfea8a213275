import { describe, expect, inject, test } from 'vitest';
import { environmentWith } from '../../stories/objectives.js';
import { budgetStories, week, weightedBurnStories } from '../../stories/objectives-budget.js';
import { ruleGroups } from '../../support/rules.js';

const { promtool } = inject('prometheus');

describe.each([
  ['an error budget', budgetStories],
  ['budget burn over 6h', weightedBurnStories],
])('%s', (_, stories) => {
  test.concurrent.each(stories.map((story) => [story.title, story] as const))('%s', async (_title, story) => {
    expect(await story.complaint(promtool, story.groups)).toBe('');
  });
});

test.each([
  [99.9, ['1h', '6h', '1d', '3d']],
  [90, ['6h', '1d', '3d']],
  [50, ['3d']],
])('an objective of %d%% has alerts for what can burn that fast', (objectivePercent, windows) => {
  const rules = ruleGroups(environmentWith({ ...week, objectivePercent })).flatMap((group) => group.rules);
  expect(rules.flatMap((rule) => rule.labels?.['long_window'] ?? [])).toEqual(windows);
});
