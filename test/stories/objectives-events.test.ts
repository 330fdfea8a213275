import { describe, expect, inject, test } from 'vitest';
import { countedStories } from './objectives-counted.js';
import { eventStories } from './objectives-events.js';
import { judgedStories } from './objectives-judged.js';
import { recordedStories } from './objectives-recorded.js';

const { promtool } = inject('prometheus');

describe('an objective', () => {
  test.concurrent.each(
    [...eventStories, ...judgedStories, ...recordedStories, ...countedStories].map(
      (story) => [story.title, story] as const,
    ),
  )('%s', async (_, story) => {
    expect(await story.complaint(promtool, story.groups)).toBe('');
  });
});
