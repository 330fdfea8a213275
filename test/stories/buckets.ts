import { type Doing, STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { SpecialStory } from './special.js';
import type { AlertStories } from './story.js';
import { following } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const ALERT = 'ArksRuntimeBucketsTooCoarse';
const SHORT = { firstToken: [0.05, 0.2, 1, 3] };
const withBounds = (ownBounds: Doing['ownBounds'] = {}) => vllm('a', { ...STEADY, ownBounds });
const unjudged = (replicas: number) => ({
  labels: { ...CHAT, ...WARNING, slo: 'first-token' },
  summary: `objective first-token cannot judge ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} of tenant-a/chat (unified), whose buckets lack its threshold`,
});
const unreachable = (latency: string, end: string, limit: string) => ({
  labels: { ...CHAT, ...WARNING, latency },
  summary: `${latency} latency of tenant-a/chat (unified) has buckets up to ${end} only, limit ${limit}`,
});

export const bucketStories: readonly AlertStories[] = [
  {
    alert: ALERT,
    healthy: withBounds(),
    faulty: withBounds(SHORT),
    // What an engine counted before is seen for five minutes.
    firesAfterMinutes: 19,
    told: [unjudged(1), unreachable('first-token', '3s', '10s')],
    justBelow: withBounds({ firstToken: [1, 10], interToken: [0.2], latency: [120] }),
    noTraffic: vllm('a', {}),
    idleReplica: [...withBounds(), ...vllm('c', {})],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 1,
    leftOpen: { firesAfterMinutes: 18 },
  },
];

/** What only this alert has to stand. */
export const bucketSpecialStories: readonly SpecialStory[] = [
  {
    alert: ALERT,
    title:
      'counts the replicas of an application that cannot be judged, and knows the limit within reach of the others',
    phases: following([
      40,
      [...withBounds(), ...['b', 'c'].flatMap((pod) => vllm(pod, { ...STEADY, ownBounds: SHORT }))],
    ]),
    told: [unjudged(2)],
  },
  {
    alert: ALERT,
    title: 'tells an engine whose buckets go far enough and lack only the bound',
    phases: following([40, withBounds({ firstToken: [1, 30] })]),
    told: [unjudged(1)],
  },
  {
    alert: ALERT,
    title: 'tells an idle engine, too',
    phases: following([40, vllm('a', { ownBounds: SHORT })]),
    told: [unjudged(1), unreachable('first-token', '3s', '10s')],
  },
  {
    alert: ALERT,
    title: 'tells each latency with its own limit',
    phases: following([40, withBounds({ interToken: [0.05, 0.1], latency: [7, 90] })]),
    told: [unreachable('inter-token', '100ms', '200ms'), unreachable('request', '1m 30s', '2m 0s')],
  },
  {
    alert: ALERT,
    title: 'stays silent about the grid of vLLM V0, which synth tells of',
    phases: following([60, vllmV0('a', STEADY)]),
  },
  {
    alert: ALERT,
    title: 'stays silent about SGLang as it comes',
    phases: following([60, sglang('a', STEADY)]),
  },
];
