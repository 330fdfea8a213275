import { describe, expect, inject, test } from 'vitest';
import { withMinutes } from './minutes.js';
import { play, rulesOfStory } from './play.js';
import { asStory } from './special.js';
import { specialStories } from './special-stories.js';

const { promtool } = inject('prometheus');

describe.each(Object.entries(specialStories))('%s', (_, stories) => {
  test.concurrent.each(stories.map((story) => [story.alert, story.title, story] as const))(
    '%s %s',
    async (alert, _title, story) => {
      const groups = rulesOfStory(alert, story);
      expect(await play(promtool, alert, groups, asStory(withMinutes(story)))).toBe('');
    },
  );
});
