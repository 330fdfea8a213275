import { durationSeconds } from '../../lib/duration.js';
import { clampMin, dividedBy, minus, ratio } from '../../promql/build.js';
import { delta } from '../vocabulary/arks-series.js';
import { signal } from '../vocabulary/signal.js';
import { tenantQuotaLimit, tenantQuotaUsed } from './quotas.js';

const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
/** Long enough to even out a burst, short enough to see a new client within the day. */
export const RUNWAY_WINDOW = '6h';

export const quotaRemaining = signal({
  title: 'Quota remaining',
  unit: 'tokens',
  description: 'Tokens left in a quota; 0 if it is used up or overdrawn.',
  labels: QUOTA,
  query: (view) => clampMin(minus(tenantQuotaLimit.query(view), tenantQuotaUsed.query(view)), 0),
});

export const quotaRunway = signal({
  title: 'Quota runway',
  unit: 'seconds',
  description: `How long a quota lasts at the rate of the last ${RUNWAY_WINDOW}; no value while it is not used.`,
  labels: QUOTA,
  query: (view) => {
    // Not increase: a fall to 0 is Redis lost, and what comes after it says nothing of the hours before.
    const used = delta(tenantQuotaUsed, RUNWAY_WINDOW, view.matchers);
    return ratio(quotaRemaining.query(view), dividedBy(used, durationSeconds(RUNWAY_WINDOW)));
  },
});
