import { controlPlaneStories } from './control-plane.js';
import { gatewayStories } from './gateway.js';
import { moved } from './neighbours.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';

/** Alerts about what a part of the platform counts for everybody. */
const OF_EVERYBODY = [
  'ArksGatewayErrorRatioHigh',
  'ArksGatewayLatencyHigh',
  'ArksGatewayExtProcFailing',
  'ArksGatewayRequestsTooLarge',
  'ArksOperatorReconcileErrors',
];
const MUCH = 1_000;
const SETTLE_MINUTES = 20;
const LONG_MINUTES = 60;

const muchMore = (scene: Scene): Scene =>
  scene.map((sample) => (sample.kind === 'counter' ? { ...sample, perSecond: sample.perSecond * MUCH } : sample));

/**
 * The same counted a thousandfold by targets of tenants whose monitors are called like ours: one whose exporter claims to be where
 * the real one is, which Prometheus puts aside, and one whose namespace Prometheus writes over whatever is claimed.
 */
export const countedByImpostors = (scene: Scene): Scene => [
  ...moved(muchMore(scene), (labels) => ({
    ...labels,
    namespace: 'tenant-a',
    exported_namespace: labels['namespace'] ?? '',
  })),
  ...moved(muchMore(scene), (labels) => ({ ...labels, namespace: 'tenant-b' })),
];

/** Who is called like a part of the platform can neither hide what goes wrong there, nor have anybody told of what does not. */
export const countingImpostorStories: readonly SpecialStory[] = [...gatewayStories, ...controlPlaneStories]
  .filter(({ alert }) => OF_EVERYBODY.includes(alert))
  .flatMap(({ alert, healthy, faulty, firesAfterMinutes, told }): readonly SpecialStory[] => [
    {
      alert,
      title: 'says what it says alone while all is well at impostors',
      phases: [
        { scene: [...healthy, ...countedByImpostors(healthy)], minutes: SETTLE_MINUTES },
        { scene: [...faulty, ...countedByImpostors(healthy)], minutes: firesAfterMinutes + 5 },
      ],
      told,
    },
    {
      alert,
      title: 'is silent while all is well, whatever goes wrong at impostors',
      phases: [
        { scene: healthy, minutes: SETTLE_MINUTES },
        { scene: [...healthy, ...countedByImpostors(faulty)], minutes: LONG_MINUTES },
      ],
    },
  ]);
