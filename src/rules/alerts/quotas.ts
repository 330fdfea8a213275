import { above, and, equal, firstOf } from '../../promql/build.js';
import { quotaRunway, RUNWAY_WINDOW } from '../../signals/tenants/quota-runway.js';
import { tenantQuotaLimit, tenantQuotaRatio, tenantQuotaUsed } from '../../signals/tenants/quotas.js';
import type { Alert } from '../alert.js';
import { aboveZero, label, PERCENT } from '../alert-words.js';

const QUOTA_IN_WORDS = `quota ${label('namespace')}/${label('quota_name')} (${label('quota_type')})`;
const QUOTA_SURFACES = ['customResources'] as const;

/** Quotas, which nothing but a higher value frees again. */
export const quotaAlerts = {
  quotaNearlyExhausted: {
    name: 'ArksQuotaNearlyExhausted',
    severity: 'warning',
    surfaces: QUOTA_SURFACES,
    when: { signal: tenantQuotaRatio, is: 'above', limit: 'quotaNearlyRatio' },
    unless: [{ signal: tenantQuotaRatio, is: 'above', limit: 1 }],
    for: '10m',
    summary: ({ value, limit }) => `${QUOTA_IN_WORDS} is ${value} used, limit ${limit}`,
    description:
      'Quotas have no reset period: only a higher value in the ArksQuota frees it. First check who draws on it, then ask ' +
      'its owner.',
    dashboard: 'arks-tenants',
    panel: 'Quotas',
    variables: ['namespace', 'quota_name'],
  },
  quotaExhausted: {
    name: 'ArksQuotaExhausted',
    severity: 'warning',
    signals: [tenantQuotaRatio, tenantQuotaLimit, tenantQuotaUsed],
    toldApartBy: ['namespace'],
    surfaces: QUOTA_SURFACES,
    // Nothing is a share of 0, and the plugin rejects all the same what comes after the first token.
    expression: ({ read }) =>
      firstOf(above(read(tenantQuotaRatio), 1), and(equal(read(tenantQuotaLimit), 0), above(read(tenantQuotaUsed), 0))),
    for: '2m',
    summary: () =>
      `${QUOTA_IN_WORDS} is used up (${aboveZero(PERCENT, 'its limit is 0')}), so requests that draw on it are rejected`,
    description:
      'Every request with a token that draws on the quota gets a 429, which no counter of the plugin shows. First check ' +
      'whether requests are really rejected: after Redis has lost its counts, the gateway lets them through again while the ' +
      'ArksQuota keeps its old value. If they are, raise the ArksQuota.',
    dashboard: 'arks-tenants',
    panel: 'Quotas',
    variables: ['namespace', 'quota_name'],
  },
  quotaRunwayShort: {
    name: 'ArksQuotaRunwayShort',
    severity: 'warning',
    surfaces: QUOTA_SURFACES,
    when: { signal: quotaRunway, is: 'below', limit: { hours: 'quotaRunwayHours' } },
    while: [{ signal: tenantQuotaRatio, is: 'below', limit: 1 }],
    for: '1h',
    summary: ({ value, limit }) =>
      `${QUOTA_IN_WORDS} lasts ${value} at the rate of the last ${RUNWAY_WINDOW}, limit ${limit}`,
    description: 'First check who uses it and whether that is intended; if so, raise the ArksQuota before it runs out.',
    dashboard: 'arks-tenants',
    panel: 'Quota runway',
    variables: ['namespace', 'quota_name'],
  },
} as const satisfies Readonly<Record<string, Alert>>;
