import type { GaugeName } from '../../metrics/catalogue.js';
import {
  above,
  avgOverTime,
  firstOf,
  maxBy,
  minBy,
  number,
  type RecordedName,
  ratio,
  renameLabel,
  sumBy,
  times,
} from '../../promql/build.js';
import { lastKnown, select } from '../exposed.js';
import { grouping } from '../identity.js';
import { record } from '../record.js';
import type { Recorded } from '../signal.js';
import type { View } from '../view.js';
import { gatewayUpstreamRequests } from './gateway.js';
import { rated } from './rated.js';
import { generationTokens } from './tokens.js';

const PLUGIN = 'Source: the plugin, which misses streams whose usage and end arrive in different chunks.';

export const tenantTokens = record({
  record: 'tenant:arks_tokens:rate5m',
  title: 'Tokens of a user',
  unit: 'tokens/s',
  description: `Tokens per second by user, model and direction. ${PLUGIN}`,
  labels: ['namespace', 'user', 'model', 'type'],
  rules: [{ expression: (view) => rated(view, ['namespace', 'user', 'model', 'type'], 'gateway_token_usage') }],
});

export const tenantTokenLength = record({
  record: 'tenant:arks_request_tokens_bucket:rate5m',
  title: 'Tokens per request',
  unit: 'tokens',
  description: `Tokens of one request by model and direction. ${PLUGIN}`,
  labels: ['namespace', 'model', 'type', 'le'],
  rules: [
    { expression: (view) => rated(view, ['namespace', 'model', 'type', 'le'], 'gateway_token_distribution_bucket') },
  ],
});

export const tenantRateLimitHits = record({
  record: 'tenant:arks_rate_limit_hits:rate5m',
  title: 'Rate-limit hits',
  unit: 'requests/s',
  description:
    'Requests per second that a rate limit rejected, by user, model and rule. Quota rejections leave no trace.',
  labels: ['namespace', 'user', 'model', 'rule_type'],
  rules: [
    { expression: (view) => rated(view, ['namespace', 'user', 'model', 'rule_type'], 'gateway_rate_limit_hits_total') },
  ],
});

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

const MODEL = ['namespace', 'model'] as const;

/** Added up before they are averaged: a user who came within the hour must not weigh as if there all along. */
const tokensCountedNow = record({
  record: 'tenant:arks_output_tokens_counted:rate5m',
  title: 'Output tokens counted at the gateway now',
  unit: 'tokens/s',
  description: `Output tokens per second of a model as the gateway counts them; 0 where it passes requests and counts none. ${PLUGIN}`,
  labels: MODEL,
  rules: [
    {
      expression: (view) => {
        const by = grouping(view, ...MODEL);
        const counted = select(tenantTokens.record, [{ label: 'type', operator: '=', value: 'output' }]);
        const passed = above(sumBy(by, select(gatewayUpstreamRequests.record)), 0);
        return firstOf(sumBy(by, counted), times(passed, number(0)));
      },
    },
  ],
});

const tokensComputedNow = record({
  record: 'tenant:arks_output_tokens_computed:rate5m',
  title: 'Output tokens computed by the engines now',
  unit: 'tokens/s',
  description: 'Output tokens per second of a model as its engines count them. Prefill is left out.',
  labels: MODEL,
  rules: [
    {
      // Prefill computes the first token of a request, and decode counts it again.
      expression: (view) =>
        sumBy(
          grouping(view, ...MODEL),
          renameLabel(
            select(generationTokens.record, [{ label: 'role', operator: '!=', value: 'prefill' }]),
            'model_name',
            'model',
          ),
        ),
    },
  ],
});

export const tenantTokensCounted = overAnHour(
  'tenant:arks_output_tokens_counted:avg1h',
  'Output tokens counted at the gateway',
  tokensCountedNow,
);
export const tenantTokensComputed = overAnHour(
  'tenant:arks_output_tokens_computed:avg1h',
  'Output tokens computed by the engines',
  tokensComputedNow,
);

/** What gateway and engines count of the same answers, to be compared over an hour; each after what it averages. */
export const tenantAccounting = [tokensCountedNow, tokensComputedNow, tenantTokensCounted, tenantTokensComputed];

function overAnHour(name: RecordedName, title: string, now: Recorded): Recorded {
  return record({
    record: name,
    title,
    unit: now.unit,
    description: `${now.description} Averaged over an hour.`,
    labels: now.labels,
    rules: [{ expression: () => avgOverTime(now.record, '1h') }],
  });
}
