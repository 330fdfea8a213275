import { decode, oldRouter, prefill, router } from './scenes-disaggregated.js';
import type { SglangDoing } from './scenes-sglang.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';
import { reason, WARNING } from './told-labels.js';

const BUSY: SglangDoing = { running: 7, bootstrapQueue: 1, preallocationQueue: 3, requestsPerSecond: 5 };
const workers = (prefilling: SglangDoing, decoding: SglangDoing): Scene => [
  ...prefill('p-1', { ...BUSY, ...prefilling }),
  ...prefill('p-2', { ...BUSY, ...prefilling }),
  ...decode('d-1', { ...BUSY, ...decoding }),
];
const healthy = workers({}, {});
const idle = [...prefill('p-1', {}), ...prefill('p-2', {}), ...decode('d-1', {})];
const oneIdle = [...healthy, ...prefill('p-3', {}), ...decode('d-3', {})];

const routed = (...routers: readonly Scene[]) => [...healthy, ...routers.flat()];
const allHealthy = { 'p-1': 1, 'p-2': 1, 'd-1': 1 };

/** Prefill, decode, and the router before them. */
export const disaggregatedStories: readonly AlertStories[] = [
  {
    alert: 'ArksDisaggregatedKvTransferFailing',
    healthy,
    faulty: workers({ transferFailuresPerSecond: 0.07, bootstrapFailuresPerSecond: 0.05 }, {}),
    // A minute until the first failures are counted.
    firesAfterMinutes: 6,
    told: [
      {
        labels: { ...reason('prefill'), ...WARNING },
        summary: '0.24 KV transfers of tenant-a/reason (prefill) fail per second, limit 0.02',
      },
    ],
    justBelow: workers({ bootstrapFailuresPerSecond: 0.00995 }, { transferFailuresPerSecond: 0.0199 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 10,
    leftOpen: { recoversAfterMinutes: 9 },
  },
  {
    alert: 'ArksDisaggregatedRoleSaturated',
    healthy,
    faulty: [
      ...prefill('p-1', { ...BUSY, bootstrapQueue: 17 }),
      ...prefill('p-2', { ...BUSY, bootstrapQueue: 13 }),
      ...decode('d-1', { ...BUSY, preallocationQueue: 31 }),
    ],
    firesAfterMinutes: 10,
    told: [
      {
        labels: { ...reason('prefill'), ...WARNING },
        summary: '15 requests wait at each replica of tenant-a/reason (prefill) on their way to decode, limit 10',
      },
      {
        labels: { ...reason('decode'), ...WARNING },
        summary: '31 requests wait at each replica of tenant-a/reason (decode) on their way to decode, limit 10',
      },
    ],
    // The queue of the other role, which every engine shows, means nothing.
    justBelow: workers({ bootstrapQueue: 10, preallocationQueue: 97 }, { bootstrapQueue: 97, preallocationQueue: 10 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 5,
  },
  {
    alert: 'ArksRouterWorkersUnhealthy',
    healthy: routed(router('r-1', allHealthy)),
    faulty: routed(router('r-1', { 'p-1': 0, 'p-2': 1, 'd-1': 0, 'p-9': -1 })),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING },
        summary: 'the router of tenant-a/reason has been without 2 of its workers for 15m',
      },
    ],
    // Workers that are no longer there: the new router says -1 of them, the old one 0 for ever.
    justBelow: routed(router('r-1', { ...allHealthy, 'p-9': -1 }), oldRouter('r-2', { ...allHealthy, 'd-9': 0 })),
    noTraffic: [...idle, ...router('r-1', allHealthy)],
    idleReplica: [...oneIdle, ...router('r-1', { ...allHealthy, 'p-3': 1, 'd-3': 1 })],
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
];
