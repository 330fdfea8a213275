import { type Doing, STEADY, vllm } from './scenes.js';
import type { AlertStories } from './story.js';
import { CHAT, chatPod, WARNING } from './told-labels.js';

const pair = (a: Doing, b: Doing) => [...vllm('a', { ...STEADY, ...a }), ...vllm('b', { ...STEADY, ...b })];
const both = (doing: Doing) => pair(doing, doing);
const healthy = both({});
const idle = [...vllm('a', {}), ...vllm('b', {})];
const oneIdle = [...healthy, ...vllm('c', {})];
const GAUGES_ONLY = 'reads gauges only';

/** What it takes to look back: the usual ratio is that of an hour ago. */
const SETTLE_MINUTES = 70;

const clientsLeave = (share: string) => ({
  labels: { ...CHAT, ...WARNING },
  summary: `clients abandon ${share} of the requests of tenant-a/chat (unified) before the answer is complete, limit 30%`,
});

/** How an application carries its load. */
export const runtimeLoadStories: readonly AlertStories[] = [
  {
    alert: 'ArksRuntimeQueueBacklog',
    healthy,
    faulty: both({ waiting: 37 }),
    firesAfterMinutes: 10,
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: '37 requests wait at each replica of tenant-a/chat (unified), limit 20',
      },
    ],
    justBelow: both({ waiting: 20 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 5,
  },
  {
    alert: 'ArksRuntimeKvCacheSaturated',
    healthy,
    faulty: pair({ kvCache: 0.97, waiting: 5 }, {}),
    firesAfterMinutes: 10,
    told: [
      {
        labels: { ...chatPod('a'), ...WARNING },
        summary: 'KV cache of a of tenant-a/chat (unified) is 97% full while requests wait, limit 95%',
      },
    ],
    // One replica at the limit with a queue, one above it without.
    justBelow: pair({ kvCache: 0.95, waiting: 5 }, { kvCache: 0.97, waiting: 0 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 5,
  },
  {
    alert: 'ArksRuntimePrefixCacheHitRateLow',
    healthy,
    faulty: both({ hitsPerSecond: 210 }),
    firesAfterMinutes: 37,
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary:
          'prefix-cache hit ratio of tenant-a/chat (unified) is 10%, less than 50% of what it was in the 6h before',
      },
    ],
    // 527 of 2,100 are 25.1 %, and usual are 50 %.
    justBelow: both({ hitsPerSecond: 527 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 14,
    leftOpen: { firesAfterMinutes: 36, recoversAfterMinutes: 13 },
    settleMinutes: SETTLE_MINUTES,
  },
  {
    alert: 'ArksRuntimePreemptionsHigh',
    healthy,
    faulty: both({ preemptionsPerSecond: 0.37 }),
    // Three minutes of preemptions until the rate over five is above the limit.
    firesAfterMinutes: 18,
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'each replica of tenant-a/chat (unified) preempts 0.37 requests per second, limit 0.2',
      },
    ],
    justBelow: both({ preemptionsPerSecond: 0.2 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 8,
    leftOpen: { recoversAfterMinutes: 7 },
  },
  {
    alert: 'ArksRuntimeErrorsHigh',
    healthy,
    faulty: both({ errorsPerSecond: 0.7 }),
    // Two minutes of errors until their share of five is above the limit.
    firesAfterMinutes: 12,
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: '18.92% of the requests of tenant-a/chat (unified) fail in the engine or are rejected, limit 5%',
      },
    ],
    justBelow: both({ requestsPerSecond: 1.9, errorsPerSecond: 0.1 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 9,
    leftOpen: { firesAfterMinutes: 11 },
  },
  {
    alert: 'ArksRuntimeRequestsAbandoned',
    healthy,
    faulty: both({ requestsPerSecond: 3, abandonedPerSecond: 3.7 }),
    // After ten minutes they are three in ten of the window, after twenty nearly half of it.
    firesAfterMinutes: 20,
    told: [clientsLeave('47.91%')],
    leftOpen: { told: [clientsLeave('48.31%')] },
    // 1.27 of 4.27 are 29.7 %.
    justBelow: both({ requestsPerSecond: 3, abandonedPerSecond: 1.27 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 24,
    settleMinutes: 40,
  },
  {
    alert: 'ArksRuntimeLoadImbalanced',
    healthy,
    faulty: pair({ running: 31, waiting: 6 }, { running: 2, waiting: 1 }),
    firesAfterMinutes: 30,
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'the busiest replica of tenant-a/chat (unified) has 12.33 times the load of the others, limit 3',
      },
    ],
    justBelow: pair({ running: 8, waiting: 1 }, { running: 2, waiting: 1 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
];
