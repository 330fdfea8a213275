import { disaggregatedStories } from './disaggregated.js';
import { withMinutes } from './minutes.js';
import { runtimeLatencyStories } from './runtime-latency.js';
import { runtimeLoadStories } from './runtime-load.js';
import { runtimeStateStories } from './runtime-state.js';
import type { AlertStories, Story, ToldAlert } from './story.js';
import type { Labels, Scene } from './timeline.js';

/** Stories of what has neighbours: applications and their replicas. */
export const neighbourly: readonly AlertStories[] = [
  ...runtimeStateStories,
  ...runtimeLoadStories,
  ...runtimeLatencyStories,
  ...disaggregatedStories,
].map(withMinutes);
export const SETTLE_MINUTES = 20;

/** Everything in a scene, somewhere else: the label gets a suffix. */
export const elsewhere = (label: string) => (labels: Labels) => ({
  ...labels,
  [label]: `${labels[label] ?? 'east'}-2`,
});
export const moved = (scene: Scene, move: (labels: Labels) => Labels): Scene =>
  scene.map((sample) => ({ ...sample, labels: move(sample.labels) }));

/** The story of a fault next to another place, from before it begins until it is told. */
export function besides(
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

/** Labels that tell an application from its neighbours within a cluster. */
export function neighbourLabels({ told }: AlertStories): readonly string[] {
  const ofModel = told.some(({ labels }) => 'model_name' in labels);
  return ['namespace', 'application', ...(ofModel ? ['model_name'] : [])];
}

/** The fault beside a healthy neighbour: told, and not a minute early. */
export function besideHealthy(one: AlertStories, label: string): Story {
  return besides(one, elsewhere(label), { inside: one.healthy, alerts: one.told });
}

/** The same fault in two clusters at once: told twice. */
export function inTwoClusters(one: AlertStories): Story {
  const move = elsewhere('cluster');
  const alerts = [...one.told, ...one.told.map((told) => ({ ...told, labels: move(told.labels) }))];
  return besides(one, move, { inside: one.faulty, alerts });
}
