import type { Signal } from '../signal.js';
import { bucketsOf, rateOf, valuesOf } from './make.js';

const ROUTE = ['namespace', 'model'] as const;

/** Requests that Envoy refuses for their length, before a plugin or an application has seen them whole. */
export const requestsTooLarge = rateOf(
  'envoy_http_downstream_rq_too_large',
  'requests/s',
  'Requests too large',
  [],
  'Requests whose body is over the buffer limit, which Envoy refuses.',
);

/** What goes wrong between client, Envoy and the applications. */
export const envoySignals: readonly Signal[] = [
  rateOf('envoy_http_downstream_rq_total', 'requests/s', 'Requests arriving', [], 'Requests that reached Envoy.'),
  rateOf('envoy_http_downstream_rq_rx_reset', 'count/s', 'Clients gone', [], 'Streams that clients broke off.'),
  rateOf('envoy_http_downstream_rq_timeout', 'count/s', 'Request timeouts', [], 'Requests that took too long.'),
  requestsTooLarge,
  rateOf('envoy_cluster_upstream_rq_total', 'requests/s', 'Requests upstream', ROUTE, 'Requests sent to applications.'),
  bucketsOf('envoy_cluster_upstream_rq_time', 'milliseconds', 'Upstream latency', ROUTE, 'Time an application took.'),
  valuesOf('envoy_cluster_upstream_rq_active', 'requests', 'Upstream active', ROUTE, 'Requests at applications.'),
  rateOf('envoy_cluster_upstream_rq_timeout', 'count/s', 'Upstream timeouts', ROUTE, 'Answers that came too late.'),
  rateOf('envoy_cluster_upstream_rq_pending_overflow', 'count/s', 'Upstream overflow', ROUTE, 'No connection free.'),
  rateOf('envoy_cluster_upstream_cx_connect_fail', 'count/s', 'Connect failures', ROUTE, 'Connections refused.'),
  rateOf('envoy_cluster_upstream_cx_none_healthy', 'count/s', 'No healthy host', ROUTE, 'Requests without a host.'),
  valuesOf('envoy_cluster_outlier_detection_ejections_active', 'count', 'Hosts ejected', ROUTE, 'Hosts taken out.'),
  rateOf(
    'envoy_http_ext_proc_failure_mode_allowed',
    'count/s',
    'Let through unchecked',
    [],
    'Plugin failed, request passed.',
  ),
];
