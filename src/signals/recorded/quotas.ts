import { durationSeconds } from '../../lib/duration.js';
import type { GaugeName } from '../../metrics/catalogue.js';
import { clampMin, delta, dividedBy, firstOf, maxBy, minBy, ratio } from '../../promql/build.js';
import { lastKnown, select } from '../exposed.js';
import { grouping } from '../identity.js';
import { record } from '../record.js';
import type { View } from '../view.js';

const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
/** The plugin's gauges count where a later version sets them; until then the custom resource says it. */
const ofPlugin = (view: View, name: GaugeName) => maxBy(grouping(view, ...QUOTA), select(name));

export const tenantQuotaUsed = record({
  record: 'tenant:arks_quota_used:max',
  title: 'Quota used',
  unit: 'tokens',
  description: 'Tokens used of a quota. Source: the ArksQuota, which follows Redis by 10 s and never falls.',
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
    'Tokens a quota allows; of two limits of one type the lower, which Arks enforces. Source: the ArksQuota. Quotas have no ' +
    'reset period.',
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
  description: 'Share of a quota that is used; above 1 requests are rejected. A limit of 0 has no share.',
  labels: QUOTA,
  rules: [{ expression: (view) => ratio(tenantQuotaUsed.query(view), tenantQuotaLimit.query(view)) }],
});

export const tenantQuotaTokens = record({
  record: 'tenant:arks_quota_tokens:rate5m',
  title: 'Tokens charged to a quota',
  unit: 'tokens/s',
  description:
    'Tokens per second that a quota was charged, those of streams included; those of answers that were broken off are ' +
    'charged to nobody, and a user without a quota is not in it. Source: the ArksQuota, which counts nothing while Redis, ' +
    'emptied by a restart, is behind it.',
  labels: QUOTA,
  rules: [
    {
      // Not a rate: a fall of what a later plugin shows is Redis lost, and no tokens.
      expression: (view) =>
        dividedBy(clampMin(delta(tenantQuotaUsed.record, view.window), 0), durationSeconds(view.window)),
    },
  ],
});
