import { expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { alertStories } from './index.js';
import { inTwoClusters } from './neighbours.js';
import { play, rulesOf } from './play.js';

const { promtool } = inject('prometheus');

test.concurrent.each(alertStories.map((one) => [one.alert, one] as const))(
  '%s tells clusters apart',
  async (_, one) => {
    const groups = rulesOf(one.alert, environmentOf(one.settings ?? {}));
    expect(await play(promtool, one.alert, groups, inTwoClusters(one))).toBe('');
  },
);
