import { clampMin, minus, plus } from '../../promql/build.js';
import { rated } from '../vocabulary/rated.js';
import { bucketsOf, rateOf, valuesOf } from '../vocabulary/raw.js';
import type { Signal } from '../vocabulary/signal.js';

const ROUTE = ['namespace', 'model'] as const;

/** Requests that Envoy refuses for their length, before a plugin or an application has seen them whole. */
export const requestsTooLarge = rateOf(
  'envoy_http_downstream_rq_too_large',
  'requests/s',
  'Requests too large',
  [],
  'Requests whose body exceeds the buffer limit, which Envoy rejects.',
);

/** What goes wrong between client, Envoy and the applications. */
export const envoySignals: readonly Signal[] = [
  rateOf('envoy_http_downstream_rq_total', 'requests/s', 'Requests arriving', [], 'Requests that reached Envoy.'),
  {
    title: 'Clients gone',
    unit: 'count/s',
    description: 'Requests whose clients left before the end: all early ends minus those that Envoy caused.',
    labels: [],
    query: (view) =>
      clampMin(
        minus(
          rated(view, [], 'envoy_http_downstream_rq_rx_reset', view.matchers),
          rated(view, [], 'envoy_http_downstream_rq_tx_reset', view.matchers),
        ),
        0,
      ),
  },
  rateOf(
    'envoy_http_downstream_rq_tx_reset',
    'count/s',
    'Streams cut',
    [],
    'Answers that Envoy broke off after a 200: the route timeout passed, or the engine or the plugin was gone.',
  ),
  requestsTooLarge,
  rateOf('envoy_cluster_upstream_rq_total', 'requests/s', 'Requests upstream', ROUTE, 'Requests sent to applications.'),
  bucketsOf(
    'envoy_cluster_upstream_rq_time',
    'milliseconds',
    'Upstream latency',
    ROUTE,
    'Time that an application took.',
  ),
  valuesOf('envoy_cluster_upstream_rq_active', 'requests', 'Upstream active', ROUTE, 'Requests at applications.'),
  rateOf(
    'envoy_cluster_upstream_rq_timeout',
    'count/s',
    'Upstream timeouts',
    ROUTE,
    'Answers cut by the route timeout: streams after a 200, others with a 504.',
  ),
  rateOf(
    'envoy_cluster_upstream_rq_pending_overflow',
    'count/s',
    'Upstream overflow',
    ROUTE,
    'Requests for which no connection was free.',
  ),
  rateOf('envoy_cluster_upstream_cx_connect_fail', 'count/s', 'Connect failures', ROUTE, 'Connections refused.'),
  {
    title: 'No healthy host',
    unit: 'requests/s',
    description:
      'Requests that arrived while fewer than half of the hosts were healthy, which Envoy then sends to any host, and ' +
      'requests without a host.',
    labels: ROUTE,
    query: (view) =>
      plus(
        rated(view, ROUTE, 'envoy_cluster_lb_healthy_panic', view.matchers),
        rated(view, ROUTE, 'envoy_cluster_upstream_cx_none_healthy', view.matchers),
      ),
  },
  valuesOf(
    'envoy_cluster_outlier_detection_ejections_active',
    'count',
    'Hosts ejected',
    ROUTE,
    'Hosts that outlier detection has ejected.',
  ),
  rateOf(
    'envoy_http_ext_proc_failure_mode_allowed',
    'count/s',
    'Let through unchecked',
    [],
    'Requests that passed although the plugin failed.',
  ),
];
