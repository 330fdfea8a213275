import type { GaugeName } from '../../metrics/catalogue.js';
import {
  above,
  avgOverTime,
  type CounterSeries,
  firstOf,
  type Matcher,
  maxBy,
  minBy,
  number,
  plus,
  rate,
  ratio,
  renameLabel,
  select,
  sumBy,
  times,
} from '../../promql/build.js';
import { grouping } from '../identity.js';
import { record } from '../record.js';
import type { View } from '../view.js';
import { generationTokens } from './tokens.js';

const CLASS = 'envoy_response_code_class';
/** Routes to an ArksEndpoint carry tenant and model; the cluster of ext_proc carries neither. */
const ROUTE = ['namespace', 'model'] as const;
const routes: readonly Matcher[] = [{ label: 'model', operator: '!=', value: '' }];
const serverErrors: Matcher = { label: CLASS, operator: '=', value: '5' };

const ENVOY = 'Source: Envoy, which sees every request, rejected ones included.';

const rated = (view: View, by: readonly string[], name: CounterSeries, matchers: readonly Matcher[] = []) =>
  sumBy(grouping(view, ...by), rate(name, view.window, matchers));

export const gatewayRequests = record({
  record: 'gateway:arks_requests:rate5m',
  title: 'Gateway requests',
  unit: 'requests/s',
  description: `Requests per second by class of the status that the client got. ${ENVOY}`,
  labels: [CLASS],
  rules: [{ expression: (view) => rated(view, [CLASS], 'envoy_http_downstream_rq_xx') }],
});

export const gatewayErrorRatio = record({
  record: 'gateway:arks_requests_error:ratio_rate5m',
  title: 'Gateway server error ratio',
  unit: 'ratio',
  description: `Share of requests that the gateway answered with 5xx. An unknown API token is such a 500, too. ${ENVOY}`,
  labels: [],
  rules: [
    {
      expression: (view) =>
        ratio(
          rated(view, [], 'envoy_http_downstream_rq_xx', [serverErrors]),
          rated(view, [], 'envoy_http_downstream_rq_xx'),
        ),
    },
  ],
});

export const gatewayLatency = {
  buckets: record({
    record: 'gateway:arks_request_latency_milliseconds_bucket:rate5m',
    title: 'Gateway latency',
    unit: 'milliseconds',
    description: `From the first byte of a request to the last of its answer, the stream included. ${ENVOY}`,
    labels: ['le'],
    rules: [{ expression: (view) => rated(view, ['le'], 'envoy_http_downstream_rq_time_bucket') }],
  }),
  sum: record({
    record: 'gateway:arks_request_latency_milliseconds_sum:rate5m',
    title: 'Gateway latency, sum',
    unit: 'milliseconds',
    description: `Milliseconds spent per second over all requests. ${ENVOY}`,
    labels: [],
    rules: [{ expression: (view) => rated(view, [], 'envoy_http_downstream_rq_time_sum') }],
  }),
  count: record({
    record: 'gateway:arks_request_latency_milliseconds_count:rate5m',
    title: 'Gateway latency, count',
    unit: 'requests/s',
    description: `Requests per second whose latency was taken. ${ENVOY}`,
    labels: [],
    rules: [{ expression: (view) => rated(view, [], 'envoy_http_downstream_rq_time_count') }],
  }),
};

export const gatewayRequestsActive = record({
  record: 'gateway:arks_requests_active:sum',
  title: 'Gateway requests active',
  unit: 'requests',
  description: `Requests that the gateway is serving. ${ENVOY}`,
  labels: [],
  rules: [{ expression: (view) => sumBy(grouping(view), select('envoy_http_downstream_rq_active')) }],
});

export const gatewayUpstreamRequests = record({
  record: 'gateway:arks_upstream_requests:rate5m',
  title: 'Upstream requests',
  unit: 'requests/s',
  description: `Requests per second to the applications behind a model, by status class. ${ENVOY}`,
  labels: [...ROUTE, CLASS],
  rules: [{ expression: (view) => rated(view, [...ROUTE, CLASS], 'envoy_cluster_upstream_rq_xx', routes) }],
});

/** Every Envoy sees the same hosts: the one that sees the worst counts. */
const hosts = (view: View, name: GaugeName, reduce: typeof minBy) =>
  reduce(grouping(view, ...ROUTE), select(name, routes));

export const gatewayUpstreamHosts = record({
  record: 'gateway:arks_upstream_hosts:max',
  title: 'Upstream hosts',
  unit: 'count',
  description: 'Hosts behind a model, as Envoy knows them. Several applications behind one ArksEndpoint share them.',
  labels: ROUTE,
  rules: [{ expression: (view) => hosts(view, 'envoy_cluster_membership_total', maxBy) }],
});

export const gatewayUpstreamHostsHealthy = record({
  record: 'gateway:arks_upstream_hosts_healthy:min',
  title: 'Healthy upstream hosts',
  unit: 'count',
  description: 'Hosts behind a model that Envoy holds for healthy. Three errors in a row take one out for 30 s.',
  labels: ROUTE,
  rules: [{ expression: (view) => hosts(view, 'envoy_cluster_membership_healthy', minBy) }],
});

export const gatewayExternalProcessingFailures = record({
  record: 'gateway:arks_ext_proc_failures:ratio_rate5m',
  title: 'External processing failures',
  unit: 'ratio',
  description: `Share of requests whose call to the plugin failed or timed out; the gateway then refuses them. ${ENVOY}`,
  labels: [],
  rules: [
    {
      expression: (view) =>
        ratio(
          plus(
            rated(view, [], 'envoy_http_ext_proc_streams_failed'),
            rated(view, [], 'envoy_http_ext_proc_message_timeouts'),
          ),
          // Not streams_started: Envoy does not count a stream that fails as it opens, which is all of them in an outage.
          rated(view, [], 'envoy_http_downstream_rq_xx'),
        ),
    },
  ],
});

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
const quota = (view: View, plugin: GaugeName, resource: GaugeName) =>
  firstOf(maxBy(grouping(view, ...QUOTA), select(plugin)), maxBy(grouping(view, ...QUOTA), select(resource)));

export const tenantQuotaUsed = record({
  record: 'tenant:arks_quota_used:max',
  title: 'Quota used',
  unit: 'tokens',
  description: 'Tokens used of a quota. Source: the ArksQuota, which follows Redis by 10 s and never falls.',
  labels: QUOTA,
  rules: [{ expression: (view) => quota(view, 'gateway_quota_usage', 'arks_quota_status_used') }],
});

export const tenantQuotaLimit = record({
  record: 'tenant:arks_quota_limit:max',
  title: 'Quota limit',
  unit: 'tokens',
  description: 'Tokens a quota allows. Source: the ArksQuota. Quotas have no reset period.',
  labels: QUOTA,
  rules: [{ expression: (view) => quota(view, 'gateway_quota_limit', 'arks_quota_spec_limit') }],
});

export const tenantQuotaRatio = record({
  record: 'tenant:arks_quota_used:ratio',
  title: 'Quota used, share',
  unit: 'ratio',
  description: 'Share of a quota that is used; above 1 requests are rejected.',
  labels: QUOTA,
  rules: [{ expression: (view) => ratio(tenantQuotaUsed.query(view), tenantQuotaLimit.query(view)) }],
});

const MODEL = ['namespace', 'model'] as const;

export const tenantTokensCounted = record({
  record: 'tenant:arks_output_tokens_counted:avg1h',
  title: 'Output tokens counted at the gateway',
  unit: 'tokens/s',
  description: `Output tokens per second of a model over an hour, as the gateway counted them; 0 where it passed requests and counted none. ${PLUGIN}`,
  labels: MODEL,
  rules: [
    {
      expression: (view) => {
        const by = grouping(view, ...MODEL);
        const counted = avgOverTime(tenantTokens.record, '1h', [{ label: 'type', operator: '=', value: 'output' }]);
        const passed = above(sumBy(by, avgOverTime(gatewayUpstreamRequests.record, '1h')), 0);
        return firstOf(sumBy(by, counted), times(passed, number(0)));
      },
    },
  ],
});

export const tenantTokensComputed = record({
  record: 'tenant:arks_output_tokens_computed:avg1h',
  title: 'Output tokens computed by the engines',
  unit: 'tokens/s',
  description: 'Output tokens per second of a model over an hour, as its engines counted them. Prefill is left out.',
  labels: MODEL,
  rules: [
    {
      // Prefill computes the first token of a request, and decode counts it again.
      expression: (view) =>
        sumBy(
          grouping(view, ...MODEL),
          renameLabel(
            avgOverTime(generationTokens.record, '1h', [{ label: 'role', operator: '!=', value: 'prefill' }]),
            'model_name',
            'model',
          ),
        ),
    },
  ],
});
