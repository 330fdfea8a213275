import { describe, expect, inject, test } from 'vitest';
import { alertNames } from '../../src/rules/alerts/index.js';
import { environmentOf } from '../support/environment.js';
import { alertStories } from './index.js';
import { play, rulesOf, rulesOfStory } from './play.js';
import { storiesOf } from './story.js';

const { promtool } = inject('prometheus');

/** What to do about a story that is told otherwise. */
const MEND =
  'change the alert in src/rules/alerts/, or its entry in test/stories/: firesAfterMinutes, recoversAfterMinutes or told, and in ' +
  'leftOpen what is otherwise on Prometheus 3';

test('every alert has its stories, once', () => {
  expect(
    alertStories.map(({ alert }) => alert).sort(),
    'write them in the file of its subject in test/stories/',
  ).toEqual([...alertNames].sort());
});

test('an alert that reads a counter tells what a reset does to it', () => {
  const wrong = alertStories.filter(({ alert, counterReset, settings = {} }) => {
    const expressions = rulesOf(alert, environmentOf(settings)).flatMap(({ rules }) => rules.map(({ expr }) => expr));
    return counterReset !== 'silent' && expressions.some((expression) => /\b(rate|increase)\(/.test(expression));
  });
  expect(wrong.map(({ alert }) => alert)).toEqual([]);
});

describe.each(alertStories)('$alert', (stories) => {
  const groups = rulesOfStory(stories.alert, stories);

  test.concurrent.each(storiesOf(stories).map((story) => [story.title, story] as const))('%s', async (_, story) => {
    expect(await play(promtool, stories.alert, groups, story), MEND).toBe('');
  });
});
