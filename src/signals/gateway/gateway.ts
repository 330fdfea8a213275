import { type Matcher, plus, ratio, sumBy } from '../../promql/build.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record } from '../vocabulary/record.js';

export * from './upstream.js';

const CLASS = 'envoy_response_code_class';
const serverErrors: Matcher = { label: CLASS, operator: '=', value: '5' };

const ENVOY = 'Source: Envoy, which sees every request, including rejected ones.';

export const gatewayRequests = record({
  record: 'gateway:arks_requests:rate5m',
  title: 'Gateway requests',
  unit: 'requests/s',
  description: `Requests per second by class of the status that the client got; a stream that breaks off later is a 2xx. ${ENVOY}`,
  labels: [CLASS],
  rules: [{ expression: (view) => rated(view, [CLASS], 'envoy_http_downstream_rq_xx') }],
});

export const gatewayErrorRatio = record({
  record: 'gateway:arks_requests_error:ratio_rate5m',
  title: 'Gateway server error ratio',
  unit: 'ratio',
  description:
    'Share of requests that the gateway answered with 5xx, or whose answer it broke off after a 200. An unknown API token ' +
    `is also answered with a 500. ${ENVOY}`,
  labels: [],
  rules: [
    {
      expression: (view) =>
        ratio(
          plus(
            rated(view, [], 'envoy_http_downstream_rq_xx', [serverErrors]),
            // No request counts twice: what has a 5xx ends with it.
            rated(view, [], 'envoy_http_downstream_rq_tx_reset'),
          ),
          rated(view, [], 'envoy_http_downstream_rq_xx'),
        ),
    },
  ],
});

export const gatewayStreamsCut = record({
  record: 'gateway:arks_streams_cut:rate5m',
  title: 'Gateway streams cut',
  unit: 'requests/s',
  description:
    'Answers per second that the gateway broke off after their status, usually a 200: the route timeout passed, or the ' +
    `engine or the plugin was gone. ${ENVOY}`,
  labels: [],
  rules: [{ expression: (view) => rated(view, [], 'envoy_http_downstream_rq_tx_reset') }],
});

export const gatewayLatency = {
  buckets: record({
    record: 'gateway:arks_request_latency_milliseconds_bucket:rate5m',
    title: 'Gateway latency',
    unit: 'milliseconds',
    description:
      'From the first byte of a request to the last byte of its answer, including streams. Only complete answers count, ' +
      `never one that was cut. ${ENVOY}`,
    labels: ['le'],
    rules: [{ expression: (view) => rated(view, ['le'], 'envoy_http_downstream_rq_time_bucket') }],
  }),
  sum: record({
    record: 'gateway:arks_request_latency_milliseconds_sum:rate5m',
    title: 'Gateway latency, sum',
    unit: 'milliseconds',
    description: `Milliseconds per second spent on all requests with a complete answer. ${ENVOY}`,
    labels: [],
    rules: [{ expression: (view) => rated(view, [], 'envoy_http_downstream_rq_time_sum') }],
  }),
  count: record({
    record: 'gateway:arks_request_latency_milliseconds_count:rate5m',
    title: 'Gateway latency, count',
    unit: 'requests/s',
    description: `Requests per second whose latency was measured. ${ENVOY}`,
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
  rules: [{ expression: (view) => sumBy(grouping(view), selectArks('envoy_http_downstream_rq_active')) }],
});

export const gatewayExternalProcessingFailures = record({
  record: 'gateway:arks_ext_proc_failures:ratio_rate5m',
  title: 'External processing failures',
  unit: 'ratio',
  description: `Share of requests whose call to the plugin failed or timed out; the gateway rejects these requests. ${ENVOY}`,
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
