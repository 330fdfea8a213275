import { grid } from './bucket-grids.js';
import { clusters } from './counts.js';
import { family } from './metric.js';

const envoyMs = grid(
  'envoy_ms',
  [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000],
);

const shared = {
  component: 'envoy',
  generations: ['current'],
  source: 'envoyproxy/envoy:docs/root/configuration/upstream/cluster_manager/cluster_stats.rst',
  since: 'Envoy, long-standing',
} as const;
const listener = family({ ...shared, labels: { envoy_http_conn_manager_prefix: 1 } });
const listenerByClass = family({
  ...shared,
  labels: { envoy_http_conn_manager_prefix: 1, envoy_response_code_class: 5 },
});
const cluster = family({ ...shared, labels: { envoy_cluster_name: clusters } });
const clusterByClass = family({ ...shared, labels: { envoy_cluster_name: clusters, envoy_response_code_class: 5 } });
const clusterByCode = family({ ...shared, labels: { envoy_cluster_name: clusters, envoy_response_code: 6 } });
const server = family({ ...shared, labels: {} });

/** Envoy as Envoy Gateway runs it: downstream, upstream, ext_proc. Times are milliseconds. */
export const envoy = [
  listener.counter('envoy_http_downstream_rq_total', 'requests', 'Requests received', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.gauge('envoy_http_downstream_rq_active', 'requests', 'Requests in flight', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter('envoy_http_downstream_rq_completed', 'requests', 'Requests that got a response', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listenerByClass.counter('envoy_http_downstream_rq_xx', 'responses', 'Responses by code class', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'class value is the digit: "2","4","5"; includes gateway-generated 401/429/500, so it is the reliable client-side error ratio',
  }),
  listener.histogram('envoy_http_downstream_rq_time', 'milliseconds', envoyMs, 'Total request and response time', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter('envoy_http_downstream_rq_timeout', 'requests', 'Requests timed out on the request path', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter('envoy_http_downstream_rq_idle_timeout', 'requests', 'Requests closed by idle timeout', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter('envoy_http_downstream_rq_rx_reset', 'resets', 'Resets received from clients', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'client disconnects during streaming',
  }),
  listener.counter('envoy_http_downstream_rq_tx_reset', 'resets', 'Resets sent to clients', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter(
    'envoy_http_downstream_rq_too_large',
    'requests',
    'Requests refused for a body over the buffer limit',
    {
      source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
      note: 'the ext_proc request body mode is Buffered; the client gets 413 with Envoy 1.36 and may get another status with 1.40',
    },
  ),
  listener.gauge('envoy_http_downstream_cx_active', 'connections', 'Active client connections', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  cluster.counter('envoy_cluster_upstream_rq_total', 'requests', 'Requests to upstream'),
  cluster.gauge('envoy_cluster_upstream_rq_active', 'requests', 'Upstream requests in flight'),
  clusterByClass.counter('envoy_cluster_upstream_rq_xx', 'responses', 'Upstream responses by class', {
    source:
      'envoyproxy/envoy:docs/root/configuration/upstream/cluster_manager/cluster_stats.rst + envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  clusterByCode.counter('envoy_cluster_upstream_rq', 'responses', 'Upstream responses by exact code', {
    source: 'envoyproxy/envoy:source/common/config/well_known_names.cc (tag regexes)',
  }),
  cluster.histogram('envoy_cluster_upstream_rq_time', 'milliseconds', envoyMs, 'Upstream response time', {
    source: 'envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  cluster.gauge('envoy_cluster_upstream_rq_pending_active', 'requests', 'Requests waiting for a connection'),
  cluster.counter('envoy_cluster_upstream_rq_pending_overflow', 'requests', 'Requests failed by circuit breaking'),
  cluster.counter('envoy_cluster_upstream_rq_timeout', 'requests', 'Upstream timeouts'),
  cluster.counter('envoy_cluster_upstream_rq_retry', 'retries', 'Upstream retries'),
  cluster.gauge('envoy_cluster_upstream_cx_active', 'connections', 'Upstream connections'),
  cluster.counter('envoy_cluster_upstream_cx_connect_fail', 'connections', 'Upstream connection failures'),
  cluster.counter('envoy_cluster_upstream_cx_none_healthy', 'attempts', 'No healthy upstream'),
  cluster.gauge('envoy_cluster_membership_healthy', 'hosts', 'Healthy endpoints'),
  cluster.gauge('envoy_cluster_membership_total', 'hosts', 'Endpoints'),
  cluster.gauge('envoy_cluster_outlier_detection_ejections_active', 'hosts', 'Ejected endpoints', {
    note: 'Arks sets passive health checks: 3 consecutive 5xx eject, up to 100%',
  }),
  cluster.counter('envoy_cluster_outlier_detection_ejections_enforced_total', 'ejections', 'Ejections enforced'),
  listener.counter('envoy_http_ext_proc_streams_started', 'events', 'ext_proc streams started', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_streams_closed', 'events', 'ext_proc streams closed', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_streams_failed', 'events', 'ext_proc streams ended by gRPC error', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_stream_msgs_sent', 'events', 'ext_proc messages sent', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_stream_msgs_received', 'events', 'ext_proc messages received', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_message_timeouts', 'events', 'ext_proc messages without timely reply', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
    note: 'Arks messageTimeout is 5s; failOpen unset (fail closed)',
  }),
  listener.counter('envoy_http_ext_proc_failure_mode_allowed', 'events', 'ext_proc errors ignored (fail open)', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_rejected_header_mutations', 'events', 'Rejected header mutations', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  listener.counter('envoy_http_ext_proc_spurious_msgs_received', 'events', 'Protocol-violating messages', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_filters/ext_proc_filter.rst',
  }),
  server.gauge('envoy_server_live', 'bool', 'Envoy is live', {
    source: 'envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  server.gauge('envoy_server_uptime', 'seconds', 'Envoy uptime', {
    source: 'envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  server.gauge('envoy_server_memory_allocated', 'bytes', 'Memory allocated', {
    source: 'envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
] as const;
