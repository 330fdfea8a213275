import { describe, expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { disaggregatedStories } from './disaggregated.js';
import { play, rulesOf } from './play.js';
import { runtimeLatencyStories } from './runtime-latency.js';
import { runtimeLoadStories } from './runtime-load.js';
import { runtimeStateStories } from './runtime-state.js';
import type { AlertStories, Story, ToldAlert } from './story.js';
import type { Labels, Scene } from './timeline.js';

const { promtool } = inject('prometheus');

const stories: readonly AlertStories[] = [
  ...runtimeStateStories,
  ...runtimeLoadStories,
  ...runtimeLatencyStories,
  ...disaggregatedStories,
];
const SETTLE_MINUTES = 20;

/** Everything in a scene, somewhere else: the label gets a suffix. */
const elsewhere = (label: string) => (labels: Labels) => ({ ...labels, [label]: `${labels[label] ?? 'east'}-2` });
const moved = (scene: Scene, move: (labels: Labels) => Labels): Scene =>
  scene.map((sample) => ({ ...sample, labels: move(sample.labels) }));

/** The story of a fault next to another place, from before it begins until it is told. */
function besides(
  { healthy, faulty, firesAfterMinutes, settleMinutes = SETTLE_MINUTES }: AlertStories,
  move: (labels: Labels) => Labels,
  { inside, alerts }: { readonly inside: Scene; readonly alerts: readonly ToldAlert[] },
): Story {
  return {
    title: 'a fault and its neighbour',
    phases: [
      { scene: [...healthy, ...moved(healthy, move)], minutes: settleMinutes },
      { scene: [...faulty, ...moved(inside, move)], minutes: firesAfterMinutes + 5 },
    ],
    expected: [
      { minute: settleMinutes + firesAfterMinutes - 1, alerts: [] },
      { minute: settleMinutes + firesAfterMinutes, alerts },
    ],
  };
}

describe.each(stories)('$alert', (one) => {
  const groups = rulesOf(one.alert, environmentOf(one.settings ?? {}));

  const ofModel = one.told.some(({ labels }) => 'model_name' in labels);

  test.concurrent.each(['cluster', 'namespace', 'application', ...(ofModel ? ['model_name'] : [])])(
    'is not hidden by a healthy neighbour of another %s, and fires not a minute early',
    async (label) => {
      const story = besides(one, elsewhere(label), { inside: one.healthy, alerts: one.told });
      expect(await play(promtool, one.alert, groups, story)).toBe('');
    },
  );

  test('tells two clusters with the same fault apart', async () => {
    const move = elsewhere('cluster');
    const alerts = [...one.told, ...one.told.map((told) => ({ ...told, labels: move(told.labels) }))];
    expect(await play(promtool, one.alert, groups, besides(one, move, { inside: one.faulty, alerts }))).toBe('');
  });

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
