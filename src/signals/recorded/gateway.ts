import type { GaugeName } from '../../metrics/catalogue.js';
import { type Matcher, maxBy, minBy, plus, ratio, sumBy } from '../../promql/build.js';
import { select } from '../exposed.js';
import { grouping } from '../identity.js';
import { record } from '../record.js';
import type { View } from '../view.js';
import { rated } from './rated.js';

const CLASS = 'envoy_response_code_class';
/** Routes to an ArksEndpoint carry tenant and model; the cluster of ext_proc carries neither. */
const ROUTE = ['namespace', 'model'] as const;
const routes: readonly Matcher[] = [{ label: 'model', operator: '!=', value: '' }];
const serverErrors: Matcher = { label: CLASS, operator: '=', value: '5' };

const ENVOY = 'Source: Envoy, which sees every request, rejected ones included.';

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
  description:
    'Requests per second to the applications behind a model, by status class. Source: Envoy, which sends rejected requests nowhere.',
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

export const gatewayUpstreamHealthyRatio = record({
  record: 'gateway:arks_upstream_hosts_healthy:ratio',
  title: 'Healthy upstream hosts, share',
  unit: 'ratio',
  description:
    'Share of the hosts behind a model that Envoy holds for healthy. Each rule of a route has hosts of its own; the worst counts.',
  labels: ROUTE,
  rules: [
    {
      expression: (view) => {
        const ofRule = grouping(view, ...ROUTE, 'envoy_cluster_name');
        const healthy = minBy(ofRule, select('envoy_cluster_membership_healthy', routes));
        return minBy(
          grouping(view, ...ROUTE),
          ratio(healthy, maxBy(ofRule, select('envoy_cluster_membership_total', routes))),
        );
      },
    },
  ],
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
