import { elsewhere, moved } from './neighbours.js';
import { STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';

const LABELS = ['cluster', 'namespace', 'application', 'role', 'model_name'];
const SLOW = { firstTokenSeconds: 37, interTokenSeconds: 3.7, latencySeconds: 370 };
const rare = vllm('a', { ...STEADY, ...SLOW, requestsPerSecond: 0.03 });
const lasting = (...scenes: readonly Scene[]) => [{ scene: scenes.flat(), minutes: 45 }];

/** Traffic of a neighbour that is no reason to tell of single requests here. */
const ofTraffic = ['ArksRuntimeFirstTokenSlow', 'ArksRuntimeInterTokenSlow', 'ArksRuntimeRequestSlow'].flatMap(
  (alert): SpecialStory[] => [
    ...LABELS.map((label) => ({
      alert,
      title: `is not for single requests beside a busy neighbour of another ${label}`,
      phases: lasting(rare, moved(vllm('b', STEADY), elsewhere(label))),
    })),
    {
      alert,
      title: 'is not for single requests of one runtime beside a busy other one',
      phases: lasting(rare, sglang('b', STEADY)),
    },
  ],
);

/** A queue of a neighbour that a full cache here is not to blame for. */
const ofQueues = LABELS.map(
  (label): SpecialStory => ({
    alert: 'ArksRuntimeKvCacheSaturated',
    title: `is not about the queue of a pod of that name with another ${label}`,
    phases: lasting(
      vllm('a', { ...STEADY, kvCache: 0.97, waiting: 0 }),
      moved(vllm('a', { ...STEADY, kvCache: 0.3, waiting: 9 }), elsewhere(label)),
    ),
  }),
);

/** What would let a neighbour vouch for a condition that does not hold here. */
export const guardStories: readonly SpecialStory[] = [...ofTraffic, ...ofQueues];
