import { type Quota, quota } from './scenes-resources.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';

const TEAM = { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total', severity: 'warning' };
const NO_REPLICAS = 'a quota has no replicas';

/** The quota of a team: so much of 70000 tokens in all, and little of its prompt tokens. */
const used = (total: number): Scene => [
  ...quota({ limit: 70_000, used: total }),
  ...quota({ type: 'prompt', limit: 90_000, used: 11_000 }),
];

const HALF_A_MILLION: Quota = { limit: 500_000 };
const usedPerSecond = (rate: number) => quota({ ...HALF_A_MILLION, usedPerSecond: rate });

/** Quotas, as custom resources say them. */
export const quotaStories: readonly AlertStories[] = [
  {
    alert: 'ArksQuotaNearlyExhausted',
    healthy: used(43_000),
    faulty: used(67_000),
    firesAfterMinutes: 10,
    told: [{ labels: TEAM, summary: 'quota tenant-a/team (total) is 95.71% used, limit 90%' }],
    justBelow: used(63_000),
    noTraffic: used(0),
    idleReplica: NO_REPLICAS,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksQuotaExhausted',
    healthy: used(67_000),
    faulty: used(71_000),
    firesAfterMinutes: 2,
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) is used up (101.4%), so requests that draw on it are rejected',
      },
    ],
    justBelow: used(70_000),
    noTraffic: used(0),
    idleReplica: NO_REPLICAS,
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksQuotaRunwayShort',
    healthy: usedPerSecond(0.5),
    faulty: usedPerSecond(23),
    firesAfterMinutes: 126,
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) lasts 10h 23m 7s at the rate of the last 6h, limit 24h',
      },
    ],
    justBelow: usedPerSecond(6.2),
    noTraffic: usedPerSecond(0),
    idleReplica: NO_REPLICAS,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 314,
    leftOpen: {
      told: [
        {
          labels: TEAM,
          summary: 'quota tenant-a/team (total) lasts 10h 21m 29s at the rate of the last 6h, limit 24h',
        },
      ],
    },
    settleMinutes: 400,
  },
];
