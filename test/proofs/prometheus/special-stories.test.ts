import { describe, expect, inject, test } from 'vitest';
import { withMinutes } from '../../stories/minutes.js';
import { play, rulesOfStory } from '../../stories/play.js';
import { asStory } from '../../stories/special.js';
import { specialStories } from '../../stories/special-stories.js';

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
