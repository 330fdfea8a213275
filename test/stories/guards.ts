import { elsewhere, moved } from './neighbours.js';
import { STEADY, vllm } from './scenes.js';
import { envoy, ORDINARY } from './scenes-gateway.js';
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

/** The same at the gateway, of which each cluster has its own. */
const ofGateways = [
  ['ArksGatewayErrorRatioHigh', { serverErrorsPerSecond: 0.03 }],
  ['ArksGatewayExtProcFailing', { serverErrorsPerSecond: 0.03, pluginFailuresPerSecond: 0.03 }],
  ['ArksGatewayLatencyHigh', { goodPerSecond: 0.03, latencyMilliseconds: 390_000 }],
] as const;
const besideBusyGateways = ofGateways.map(
  ([alert, single]): SpecialStory => ({
    alert,
    title: 'is not for single requests beside the busy gateway of another cluster',
    phases: lasting(envoy('envoy-3', single), moved(envoy('envoy-3', ORDINARY), elsewhere('cluster'))),
  }),
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
export const guardStories: readonly SpecialStory[] = [...ofTraffic, ...besideBusyGateways, ...ofQueues];
