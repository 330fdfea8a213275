import { above, and, minus, ratio, ratioToTotal, sumBy, unless } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import { tenantTokensCharged, tenantTokensComputed } from '../../signals/recorded/accounting.js';
import { tenantOutput, tenantRateLimitHits } from '../../signals/recorded/tenants.js';
import { type Alert, label, PERCENT, percent, RATE } from '../alert.js';
import { quotaAlerts } from './quotas.js';

/** What single tenants run into. */
export const tenantAlerts: readonly Alert[] = [
  {
    name: 'ArksGatewayRateLimited',
    severity: 'warning',
    signals: [tenantRateLimitHits],
    surfaces: ['gateway'],
    expression: ({ read, thresholds, view }) =>
      above(
        sumBy(grouping(view, 'namespace', 'user', 'model'), read(tenantRateLimitHits)),
        thresholds.rateLimitHitsPerSecond,
      ),
    for: '30m',
    summary: (t) =>
      `${RATE} requests per second of ${label('namespace')}/${label('user')} for ${label('model')} are rejected by a rate limit, limit ${t.rateLimitHitsPerSecond}`,
    description: 'Look first which rule it is; then raise it in the ArksToken, or ask the client to back off.',
    dashboard: 'arks-tenants',
    variables: ['namespace', 'user', 'model'],
  },
  ...quotaAlerts,
  {
    name: 'ArksTokenAccountingDrift',
    severity: 'warning',
    signals: [tenantTokensCharged, tenantTokensComputed],
    surfaces: ['customResources'],
    also: ['runtime', 'disaggregated'],
    // One way only: engines compute more than is charged wherever somebody leaves early or has no quota.
    expression: ({ read, thresholds }) => {
      const beyond = minus(read(tenantTokensCharged), read(tenantTokensComputed));
      return and(
        above(ratio(beyond, read(tenantTokensCharged)), thresholds.accountingDriftRatio),
        above(read(tenantTokensCharged), thresholds.minimumTokensPerSecond),
      );
    },
    for: '2h',
    summary: (t) =>
      `${PERCENT} of the tokens charged to quotas of ${label('namespace')} were computed by none of its engines, limit ${percent(t.accountingDriftRatio)}`,
    description:
      'What a quota is charged some engine has computed, so engines are not scraped, or the ArksEndpoint leads elsewhere. ' +
      'Look first whether every replica of the namespace is up. Engines that count more than the quotas are not told: ' +
      'broken answers and users without a quota do that.',
    dashboard: 'arks-tenants',
    variables: ['namespace'],
  },
  {
    name: 'ArksTenantDominates',
    severity: 'warning',
    signals: [tenantOutput, tenantRateLimitHits],
    surfaces: ['gateway'],
    expression: ({ read, thresholds, view }) => {
      const one = grouping(view, 'namespace', 'user', 'model');
      // Users share what is behind an ArksEndpoint of their own namespace; a model of that name elsewhere is another one.
      const all = grouping(view, 'namespace', 'model');
      const total = () => sumBy(all, read(tenantOutput));
      const share = ratioToTotal(sumBy(one, read(tenantOutput)), total(), all);
      const busy = above(total(), thresholds.minimumTokensPerSecond);
      const limited = (by: readonly string[]) => above(sumBy(by, read(tenantRateLimitHits)), 0);
      const dominating = and(above(share, thresholds.tenantShareRatio), busy, all);
      return unless(and(dominating, limited(all), all), limited(one), one);
    },
    for: '30m',
    summary: (t) =>
      `${label('namespace')}/${label('user')} takes ${PERCENT} of the output of ${label('model')} while others are limited, limit ${percent(t.tenantShareRatio)}`,
    description:
      'Look first whether it has a rate limit at all; a tpm limit in its ArksToken gives the others room. The share is of ' +
      'chunks of streams and of output tokens of whole answers: a user of whole answers among streams looks a little larger ' +
      'than it is.',
    dashboard: 'arks-tenants',
    variables: ['namespace', 'user', 'model'],
  },
];
