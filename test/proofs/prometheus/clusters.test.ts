import { expect, inject, test } from 'vitest';
import { alertStories } from '../../stories/index.js';
import { besideHealthy, inTwoClusters } from '../../stories/neighbours.js';
import { playAll, rulesOfStory } from '../../stories/play.js';

const { promtool } = inject('prometheus');

test.concurrent.each(alertStories.map((one) => [one.alert, one] as const))(
  '%s tells clusters apart, the faulty ones and a healthy one',
  async (_, one) => {
    const groups = rulesOfStory(one.alert, one);
    const stories = [inTwoClusters(one), besideHealthy(one, 'cluster')];
    expect(await playAll(promtool, [one.alert], groups, stories)).toBe('');
  },
);
