import { expect, inject, test } from 'vitest';
import { recordingNames, stalledGroupStories } from './stalled-groups.js';

const { promtool } = inject('prometheus');

test('there are groups of records, of an objective and of its budget', () => {
  expect(recordingNames).toEqual(
    expect.arrayContaining(['arks-records-progress', 'arks-slo-first-token-records', 'arks-slo-first-token-budget']),
  );
});

test.concurrent.each(stalledGroupStories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
  expect(await story.complaint(promtool, story.groups)).toBe('');
});
