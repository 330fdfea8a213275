import { STEADY, vllm } from './scenes.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { SpecialStory } from './special.js';
import { CHAT, WARNING } from './told-labels.js';

const alert = 'ArksRuntimeRequestSlow';
/** Two replicas still run V0, whose grid ends at 60 s; one of them answers a few requests that take longer. */
const old = [...vllmV0('a', STEADY), ...vllmV0('b', { ...STEADY, requestsPerSecond: 0.5, latencySeconds: 97 })];

/** A rollout from vLLM V0 to V1. */
export const rolloutStories: readonly SpecialStory[] = [
  {
    alert,
    title: 'is silent while V0 has a few requests beyond its grid, which V1 goes on with',
    phases: [
      { scene: old, minutes: 20 },
      { scene: [...old, ...vllm('c', STEADY)], minutes: 60 },
      { scene: vllm('c', STEADY), minutes: 20 },
    ],
  },
  {
    alert,
    title: 'fires once V1 is slow',
    phases: [{ scene: [...old, ...vllm('c', { ...STEADY, latencySeconds: 370 })], minutes: 20 }],
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 request latency of tenant-a/chat (unified) on vllm is 7m 34s, limit 2m 0s',
      },
    ],
  },
];
