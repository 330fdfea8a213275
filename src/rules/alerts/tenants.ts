import { above, absolute, and, minus, ratio, ratioToTotal, sumBy, unless } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import {
  tenantRateLimitHits,
  tenantTokens,
  tenantTokensComputed,
  tenantTokensCounted,
} from '../../signals/recorded/tenants.js';
import { type Alert, label, PERCENT, percent, RATE } from '../alert.js';
import { quotaAlerts } from './quotas.js';
import { somethingUp } from './targets.js';

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
    signals: [tenantTokensComputed, tenantTokensCounted],
    surfaces: ['gateway'],
    also: ['runtime', 'disaggregated'],
    expression: (context) => {
      const { read, thresholds, view } = context;
      const difference = absolute(minus(read(tenantTokensComputed), read(tenantTokensCounted)));
      return and(
        and(
          above(ratio(difference, read(tenantTokensComputed)), thresholds.accountingDriftRatio),
          above(read(tenantTokensComputed), thresholds.minimumTokensPerSecond),
        ),
        // A plugin that is not scraped counts as before; ArksGatewayDown tells of it.
        somethingUp(context, 'gateway'),
        grouping(view),
      );
    },
    for: '2h',
    summary: (t) =>
      `gateway and engines differ by ${PERCENT} of the output tokens of ${label('namespace')}/${label('model')}, limit ${percent(t.accountingDriftRatio)}`,
    description:
      'The plugin counts the tokens of a stream only when usage and end arrive in one chunk. Bill from the engines or from ' +
      'the quotas, which count right. Look first at which of the two is higher: clients that go past the gateway, or ' +
      'engines that are not scraped, look the same.',
    dashboard: 'arks-tenants',
    variables: ['namespace', 'model'],
  },
  {
    name: 'ArksTenantDominates',
    severity: 'warning',
    signals: [tenantTokens, tenantRateLimitHits],
    surfaces: ['gateway'],
    expression: ({ read, thresholds, view }) => {
      const one = grouping(view, 'namespace', 'user', 'model');
      // Users share what is behind an ArksEndpoint of their own namespace; a model of that name elsewhere is another one.
      const all = grouping(view, 'namespace', 'model');
      const total = () => sumBy(all, read(tenantTokens));
      const share = ratioToTotal(sumBy(one, read(tenantTokens)), total(), all);
      const busy = above(total(), thresholds.minimumTokensPerSecond);
      const limited = (by: readonly string[]) => above(sumBy(by, read(tenantRateLimitHits)), 0);
      const dominating = and(above(share, thresholds.tenantShareRatio), busy, all);
      return unless(and(dominating, limited(all), all), limited(one), one);
    },
    for: '30m',
    summary: (t) =>
      `${label('namespace')}/${label('user')} takes ${PERCENT} of the tokens of ${label('model')} while others are limited, limit ${percent(t.tenantShareRatio)}`,
    description: 'Look first whether it has a rate limit at all; a tpm limit in its ArksToken gives the others room.',
    dashboard: 'arks-tenants',
    variables: ['namespace', 'user', 'model'],
  },
];
