import { quota } from './scenes-resources.js';
import type { SpecialStory } from './special.js';

const TEAM = { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total', severity: 'warning' };
/** Other quotas, which say nothing of that one: one of 0 that nobody draws on, one that is drawn on and has a limit. */
const others = [
  ...quota({ name: 'unused', limit: 0, used: 0 }),
  ...quota({ type: 'prompt', limit: 90_000, used: 11_000 }),
  ...quota({ namespace: 'tenant-b', limit: 70_000, used: 7 }),
];
const drawnOn = [{ scene: [...others, ...quota({ limit: 0, used: 71 })], minutes: 15 }];

/** A limit of 0, of which nothing is a share. */
export const quotaOfZeroStories: readonly SpecialStory[] = [
  {
    alert: 'ArksQuotaExhausted',
    title: 'is silent until somebody draws on a quota of 0: the first request passes',
    phases: [{ scene: [...others, ...quota({ limit: 0, used: 0 })], minutes: 60 }],
  },
  {
    alert: 'ArksQuotaExhausted',
    title: 'fires once somebody has drawn on a quota of 0, since every further request is rejected',
    phases: drawnOn,
    told: [
      {
        labels: TEAM,
        summary: 'quota tenant-a/team (total) is used up (its limit is 0), so requests that draw on it are rejected',
      },
    ],
  },
  { alert: 'ArksQuotaNearlyExhausted', title: 'leaves a quota of 0 to the other alert', phases: drawnOn },
];
