import { durationSeconds } from '../../lib/duration.js';
import type { GaugeName } from '../../metrics/catalogue.js';
import { clampMin, dividedBy, firstOf, maxBy, minBy, ratio } from '../../promql/build.js';
import { delta, lastKnown, selectArks } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
/** The plugin's gauges count where a later version sets them; until then the custom resource says it. */
const ofPlugin = (view: View, name: GaugeName) => maxBy(grouping(view, ...QUOTA), selectArks(name));

export const tenantQuotaUsed = record({
  record: 'tenant:arks_quota_used:max',
  title: 'Quota used',
  unit: 'tokens',
  description: 'Tokens of a quota that are used. Source: the ArksQuota, which lags Redis by 10 s and never falls.',
  labels: QUOTA,
  rules: [
    {
      expression: (view) =>
        firstOf(
          ofPlugin(view, 'gateway_quota_usage'),
          maxBy(grouping(view, ...QUOTA), lastKnown('arks_quota_status_used')),
        ),
    },
  ],
});

export const tenantQuotaLimit = record({
  record: 'tenant:arks_quota_limit:max',
  title: 'Quota limit',
  unit: 'tokens',
  description:
    'Tokens that a quota allows; if it has two limits of one type, the lower one, which Arks enforces. Source: the ' +
    'ArksQuota. Quotas have no reset period.',
  labels: QUOTA,
  rules: [
    {
      expression: (view) =>
        firstOf(
          ofPlugin(view, 'gateway_quota_limit'),
          minBy(grouping(view, ...QUOTA), lastKnown('arks_quota_spec_limit')),
        ),
    },
  ],
});

export const tenantQuotaRatio = record({
  record: 'tenant:arks_quota_used:ratio',
  title: 'Quota used, share',
  unit: 'ratio',
  description: 'Share of a quota that is used; above 1 requests are rejected. There is no share for a limit of 0.',
  labels: QUOTA,
  rules: [{ expression: (view) => ratio(tenantQuotaUsed.query(view), tenantQuotaLimit.query(view)) }],
});

export const tenantQuotaTokens = record({
  record: 'tenant:arks_quota_tokens:rate5m',
  title: 'Tokens charged to a quota',
  unit: 'tokens/s',
  description:
    'Tokens per second charged to a quota, including those of streams. Tokens of answers that were broken off are charged ' +
    'to nobody, and users without a quota are not included. Source: the ArksQuota, which does not grow while Redis, emptied ' +
    'by a restart, catches up with it.',
  labels: QUOTA,
  rules: [
    {
      // Not a rate: a fall of what a later plugin shows is Redis lost, and no tokens.
      expression: (view) => dividedBy(clampMin(delta(tenantQuotaUsed, view.window), 0), durationSeconds(view.window)),
    },
  ],
});
