import { describe, expect, inject, test } from 'vitest';
import {
  besideHealthy,
  besides,
  elsewhere,
  neighbourLabels,
  neighbourly,
  SETTLE_MINUTES,
} from '../../stories/neighbours.js';
import { play, rulesOf, rulesOfStory } from '../../stories/play.js';
import type { Story } from '../../stories/story.js';
import { environmentOf } from '../../support/environment.js';

const { promtool } = inject('prometheus');

describe.each(neighbourly)('$alert', (one) => {
  const groups = rulesOfStory(one.alert, one);

  test.concurrent.each(neighbourLabels(one))(
    'is not hidden by a healthy neighbour of another %s, and fires not a minute early',
    async (label) => {
      expect(await play(promtool, one.alert, groups, besideHealthy(one, label))).toBe('');
    },
  );

  test('recovers not a minute early', async () => {
    const settle = one.settleMinutes ?? SETTLE_MINUTES;
    const gone = settle + one.firesAfterMinutes + 5;
    const story: Story = {
      title: 'said to be silent too early',
      phases: [
        { scene: one.healthy, minutes: settle },
        { scene: one.faulty, minutes: one.firesAfterMinutes + 5 },
        { scene: one.healthy, minutes: one.recoversAfterMinutes + 5 },
      ],
      expected: [{ minute: gone + one.recoversAfterMinutes - 1, alerts: [] }],
    };
    expect(await play(promtool, one.alert, groups, story)).toMatch(/FAILED/);
  });

  test('is about no namespace that the environment leaves out', async () => {
    const narrow = rulesOf(one.alert, environmentOf({ ...one.settings, alerts: { namespaces: ['tenant-b'] } }));
    const story = besides(one, elsewhere('namespace'), { inside: one.faulty, alerts: [] });
    expect(await play(promtool, one.alert, narrow, story)).toBe('');
  });
});
