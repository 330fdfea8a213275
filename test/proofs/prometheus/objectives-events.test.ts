import { describe, expect, inject, test } from 'vitest';
import { countedStories } from '../../stories/objectives-counted.js';
import { eventStories } from '../../stories/objectives-events.js';
import { judgedStories } from '../../stories/objectives-judged.js';
import { recordedStories } from '../../stories/objectives-recorded.js';

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
