import { ENGINES } from '../../config/surfaces.js';
import { tenantTokensCharged, tenantTokensComputed } from '../../signals/tenants/accounting.js';
import {
  accountingDrift,
  rateLimitHitsByModel,
  rateLimitHitsByUser,
  tenantOutputByModel,
  tenantShare,
} from '../../signals/tenants/shares.js';
import { MODEL, USER } from '../../signals/vocabulary/identity.js';
import type { Alert } from '../alert.js';
import { label } from '../alert-words.js';
import { quotaAlerts } from './quotas.js';

/** What single tenants run into. */
export const tenantAlerts = {
  gatewayRateLimited: {
    name: 'ArksGatewayRateLimited',
    severity: 'warning',
    surfaces: ['gateway'],
    when: { signal: rateLimitHitsByUser, is: 'above', limit: 'rateLimitHitsPerSecond' },
    for: '30m',
    summary: ({ value, limit }) =>
      `${value} requests per second of ${label('namespace')}/${label('user')} for ${label('model')} are rejected by a rate limit, limit ${limit}`,
    description:
      'First check which limit it is; then raise it in the ArksToken, or ask the owner of the client to back off.',
    dashboard: 'arks-tenants',
    panel: 'Rejected by user',
    variables: ['namespace', 'user', 'model'],
  },
  ...quotaAlerts,
  tokenAccountingDrift: {
    name: 'ArksTokenAccountingDrift',
    severity: 'warning',
    signals: [tenantTokensComputed],
    surfaces: ['customResources'],
    otherSideSurfaces: ENGINES,
    // One way only: engines compute more than is charged wherever somebody leaves early or has no quota.
    when: { signal: accountingDrift, is: 'above', limit: 'accountingDriftRatio' },
    while: [{ signal: tenantTokensCharged, is: 'above', limit: 'minimumTokensPerSecond' }],
    for: '2h',
    summary: ({ value, limit }) =>
      `no scraped engine computed ${value} of the tokens charged to quotas of ${label('namespace')}, limit ${limit}`,
    description:
      'Some engine has computed every token that a quota is charged for, so either engines are not scraped, or the ' +
      'ArksEndpoint leads elsewhere. First check whether every replica of the namespace is up. The alert ignores engines ' +
      'that count more than the quotas: broken answers and users without a quota cause that.',
    dashboard: 'arks-tenants',
    panel: 'Accounting drift',
    variables: ['namespace'],
  },
  tenantDominates: {
    name: 'ArksTenantDominates',
    severity: 'warning',
    surfaces: ['gateway'],
    when: { signal: tenantShare, is: 'above', limit: 'tenantShareRatio' },
    while: [
      { signal: tenantOutputByModel, is: 'above', limit: 'minimumTokensPerSecond', on: MODEL },
      { signal: rateLimitHitsByModel, is: 'above', limit: 0, on: MODEL },
    ],
    unless: [{ signal: rateLimitHitsByUser, is: 'above', limit: 0, on: USER }],
    for: '30m',
    summary: ({ value, limit }) =>
      `${label('namespace')}/${label('user')} takes ${value} of the output of ${label('model')} while others are rate ` +
      `limited, limit ${limit}`,
    description:
      'First check whether this user has a rate limit at all; a tpm limit in the ArksToken gives the others room. The share ' +
      'counts chunks of streams and output tokens of whole answers, so a user of whole answers among streams looks a little ' +
      'larger than they are.',
    dashboard: 'arks-tenants',
    panel: "Share of a model's output",
    variables: ['namespace', 'user', 'model'],
  },
} as const satisfies Readonly<Record<string, Alert>>;
