import { firstOf, sumBy } from '../../promql/build.js';
import { rateArks } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record } from '../vocabulary/record.js';

const USER = ['namespace', 'user', 'model'] as const;
/** The end of a stream reaches the plugin as a message of its own, after the one with the usage, on which it counts. */
const PLUGIN = 'Source: the plugin, which counts the tokens of whole answers only; those of streams are not included.';

export const tenantUnaryTokens = record({
  record: 'tenant:arks_unary_tokens:rate5m',
  title: 'Tokens of whole answers',
  unit: 'tokens/s',
  description: `Tokens per second by user, model and direction. ${PLUGIN}`,
  labels: [...USER, 'type'],
  rules: [{ expression: (view) => rated(view, [...USER, 'type'], 'gateway_token_usage') }],
});

export const tenantUnaryTokenLength = record({
  record: 'tenant:arks_unary_request_tokens_bucket:rate5m',
  title: 'Tokens per request with a whole answer',
  unit: 'tokens',
  description: `Tokens of one request by model and direction. ${PLUGIN}`,
  labels: ['namespace', 'model', 'type', 'le'],
  rules: [
    { expression: (view) => rated(view, ['namespace', 'model', 'type', 'le'], 'gateway_token_distribution_bucket') },
  ],
});

export const tenantOutput = record({
  record: 'tenant:arks_output_seen:rate5m',
  title: 'Output of a user, as far as seen',
  unit: 'tokens/s',
  description:
    'Output per second by user and model, as far as the plugin sees it: each chunk of a stream counts as one, a whole ' +
    'answer counts its output tokens. Engines send about one chunk per token and Envoy may merge some, so streams count at ' +
    'most their tokens. No metric has the tokens of a user.',
  labels: USER,
  rules: [
    {
      // Their other labels differ, so `or` keeps both, and a user of streams only is not lost.
      expression: (view) =>
        sumBy(
          grouping(view, ...USER),
          firstOf(
            rateArks('gateway_requests_total', view.window, [{ label: 'status', operator: '=~', value: '2..' }]),
            rateArks('gateway_token_usage', view.window, [{ label: 'type', operator: '=', value: 'output' }]),
          ),
        ),
    },
  ],
});

export const tenantRateLimitHits = record({
  record: 'tenant:arks_rate_limit_hits:rate5m',
  title: 'Rate-limit hits',
  unit: 'requests/s',
  description:
    'Requests per second that a rate limit rejected, by user, model and rule. Quota rejections are not counted anywhere.',
  labels: [...USER, 'rule_type'],
  rules: [{ expression: (view) => rated(view, [...USER, 'rule_type'], 'gateway_rate_limit_hits_total') }],
});
