import { describe, expect, inject, test } from 'vitest';
import { eventStories } from './objectives-events.js';

const { promtool } = inject('prometheus');

describe('an objective', () => {
  test.concurrent.each(eventStories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
    expect(await story.complaint(promtool, story.groups)).toBe('');
  });
});
