import { type Doing, STEADY, vllm } from './scenes.js';
import type { AlertStories } from './story.js';
import { CHAT, WARNING } from './told-labels.js';

const SLOW_REQUESTS = 9;
const FAST_REQUESTS = 191;
const both = (doing: Doing) => [...vllm('a', { ...STEADY, ...doing }), ...vllm('b', { ...STEADY, ...doing })];
/** 95.5 % of the requests below a limit, the rest above it. */
const nearly = (fast: Doing, slow: Doing) => [
  ...vllm('a', { ...STEADY, ...fast, requestsPerSecond: FAST_REQUESTS }),
  ...vllm('b', { ...STEADY, ...slow, requestsPerSecond: SLOW_REQUESTS }),
];

const common = {
  healthy: both({}),
  // A minute until the first slow requests are counted.
  firesAfterMinutes: 11,
  noTraffic: both({ requestsPerSecond: 0 }),
  idleReplica: [...both({}), ...vllm('c', {})],
  counterReset: 'silent',
  whenGone: 'silent',
  // The window of the rate, and five minutes that it is kept firing.
  recoversAfterMinutes: 10,
  leftOpen: { recoversAfterMinutes: 9 },
} as const;

/** What the users of an application wait for. */
export const runtimeLatencyStories: readonly AlertStories[] = [
  {
    ...common,
    alert: 'ArksRuntimeFirstTokenSlow',
    faulty: both({ firstTokenSeconds: 17 }),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 time to first token of tenant-a/chat (unified) on vllm is 19.5s, limit 10s',
      },
    ],
    justBelow: nearly({ firstTokenSeconds: 9 }, { firstTokenSeconds: 17 }),
  },
  {
    ...common,
    alert: 'ArksRuntimeInterTokenSlow',
    faulty: both({ interTokenSeconds: 0.23 }),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 inter-token latency of tenant-a/chat (unified) on vllm is 295ms, limit 200ms',
      },
    ],
    justBelow: nearly({ interTokenSeconds: 0.17 }, { interTokenSeconds: 0.23 }),
  },
  {
    ...common,
    alert: 'ArksRuntimeRequestSlow',
    faulty: both({ latencySeconds: 137 }),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 request latency of tenant-a/chat (unified) on vllm is 3m 54s, limit 2m 0s',
      },
    ],
    justBelow: nearly({ latencySeconds: 97 }, { latencySeconds: 137 }),
  },
];
