import { durationSeconds } from '../../config/duration.js';
import { above, and, below, clampMin, delta, dividedBy, minus, ratio, unless } from '../../promql/build.js';
import { tenantQuotaLimit, tenantQuotaRatio, tenantQuotaUsed } from '../../signals/recorded/gateway.js';
import { type Alert, DURATION, label, PERCENT, percent } from '../alert.js';

const QUOTA_IN_WORDS = `quota ${label('namespace')}/${label('quota_name')} (${label('quota_type')})`;
const QUOTA_SURFACES = ['customResources'] as const;
/** Long enough to even out a burst, short enough to see a new client within the day. */
const RUNWAY_WINDOW = '6h';
const SECONDS_PER_HOUR = 3_600;

/** Quotas, which nothing but a higher value frees again. */
export const quotaAlerts: readonly Alert[] = [
  {
    name: 'ArksQuotaNearlyExhausted',
    severity: 'warning',
    signals: [tenantQuotaRatio],
    surfaces: QUOTA_SURFACES,
    expression: ({ read, thresholds }) =>
      unless(above(read(tenantQuotaRatio), thresholds.quotaNearlyRatio), above(read(tenantQuotaRatio), 1)),
    for: '10m',
    summary: (t) => `${QUOTA_IN_WORDS} is ${PERCENT} used, limit ${percent(t.quotaNearlyRatio)}`,
    description: 'Quotas have no reset period: nothing but a higher value in the ArksQuota frees it. Ask its owner.',
    dashboard: 'arks-tenants',
    variables: ['namespace'],
  },
  {
    name: 'ArksQuotaExhausted',
    severity: 'warning',
    signals: [tenantQuotaRatio],
    surfaces: QUOTA_SURFACES,
    expression: ({ read }) => above(read(tenantQuotaRatio), 1),
    for: '2m',
    summary: () => `${QUOTA_IN_WORDS} is used up (${PERCENT}), requests that draw on it are rejected`,
    description:
      'Every token that draws on the quota gets 429, which no counter of the plugin shows. Raise it in the ArksQuota. After ' +
      'Redis has lost its counts the gateway lets requests through again while the ArksQuota keeps its old mark.',
    dashboard: 'arks-tenants',
    variables: ['namespace'],
  },
  {
    name: 'ArksQuotaRunwayShort',
    severity: 'warning',
    signals: [tenantQuotaUsed, tenantQuotaLimit],
    surfaces: QUOTA_SURFACES,
    expression: (context) => {
      const { matchers, read, thresholds } = context;
      const left = clampMin(minus(read(tenantQuotaLimit), read(tenantQuotaUsed)), 0);
      const perSecond = dividedBy(
        // Not increase: a fall to 0 is Redis lost, and what comes after it says nothing of the hours before.
        delta(tenantQuotaUsed.record, RUNWAY_WINDOW, matchers(tenantQuotaUsed)),
        durationSeconds(RUNWAY_WINDOW),
      );
      return and(
        below(ratio(left, perSecond), thresholds.quotaRunwayHours * SECONDS_PER_HOUR),
        below(read(tenantQuotaRatio), 1),
      );
    },
    for: '1h',
    summary: (t) =>
      `${QUOTA_IN_WORDS} lasts ${DURATION} at the rate of the last ${RUNWAY_WINDOW}, limit ${t.quotaRunwayHours}h`,
    description: 'Look first who uses it and whether that is meant; then raise the ArksQuota before it runs out.',
    dashboard: 'arks-tenants',
    variables: ['namespace'],
  },
];
