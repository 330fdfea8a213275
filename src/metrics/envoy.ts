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
  listener.counter(
    'envoy_http_downstream_rq_completed',
    'requests',
    'Requests that got a status, a broken answer included',
    {
      source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    },
  ),
  listenerByClass.counter('envoy_http_downstream_rq_xx', 'responses', 'Responses by code class', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'class value is the digit: "2","4","5"; includes gateway-generated 401/429/500. A stream that breaks off keeps its 2xx: add envoy_http_downstream_rq_tx_reset',
  }),
  listener.histogram('envoy_http_downstream_rq_time', 'milliseconds', envoyMs, 'Total request and response time', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'of answers that came whole; never of one that either side broke off. Up to 5 s behind the counters (run, 1.36.2 and 1.40.0)',
  }),
  listener.counter('envoy_http_downstream_rq_timeout', 'requests', 'Requests not received in time', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'needs a request timeout of the listener; stays 0 where the route timeout cuts answers (run, 1.36.2 and 1.40.0)',
  }),
  listener.counter('envoy_http_downstream_rq_idle_timeout', 'requests', 'Requests closed by idle timeout', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
  }),
  listener.counter('envoy_http_downstream_rq_rx_reset', 'resets', 'Streams that ended early, whoever broke them off', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'one that Envoy breaks off counts here as well as in tx_reset, over HTTP/1.1 and HTTP/2 (run, 1.36.2 and 1.40.0)',
  }),
  listener.counter('envoy_http_downstream_rq_tx_reset', 'resets', 'Streams that Envoy broke off after their status', {
    source: 'envoyproxy/envoy:docs/root/configuration/http/http_conn_man/stats.rst',
    note: 'route timeout, engine gone, plugin gone or silent in mid-stream; never a request with a 5xx (run, 1.36.2 and 1.40.0)',
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
  cluster.counter('envoy_cluster_upstream_rq_total', 'requests', 'Requests to upstream', {
    note: 'not those whose connection was refused, which upstream_rq_xx counts as 5xx (run, 1.36.2 and 1.40.0)',
  }),
  cluster.gauge('envoy_cluster_upstream_rq_active', 'requests', 'Upstream requests in flight'),
  clusterByClass.counter('envoy_cluster_upstream_rq_xx', 'responses', 'Upstream responses by class', {
    condition: 'once the cluster has answered with that class',
    note: 'what Envoy answers in its place as well: 503 for a connection that fails, 504 for the route timeout',
    source:
      'envoyproxy/envoy:docs/root/configuration/upstream/cluster_manager/cluster_stats.rst + envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  clusterByCode.counter('envoy_cluster_upstream_rq', 'responses', 'Upstream responses by exact code', {
    condition: 'once the cluster has answered with that code',
    source: 'envoyproxy/envoy:source/common/config/well_known_names.cc (tag regexes)',
  }),
  cluster.histogram('envoy_cluster_upstream_rq_time', 'milliseconds', envoyMs, 'Upstream response time', {
    condition: 'once the cluster has answered whole',
    source: 'envoyproxy/gateway:charts/gateway-addons-helm/dashboards/envoy-proxy-global.json',
  }),
  cluster.gauge('envoy_cluster_upstream_rq_pending_active', 'requests', 'Requests waiting for a connection'),
  cluster.counter('envoy_cluster_upstream_rq_pending_overflow', 'requests', 'Requests failed by circuit breaking'),
  cluster.counter('envoy_cluster_upstream_rq_timeout', 'requests', 'Answers cut by the route timeout', {
    note: 'a stream in the middle, after a 200; any other answer is a 504. 15 s unless the route says another (run, 1.36.2 and 1.40.0)',
  }),
  cluster.counter('envoy_cluster_upstream_rq_retry', 'retries', 'Upstream retries'),
  cluster.gauge('envoy_cluster_upstream_cx_active', 'connections', 'Upstream connections'),
  cluster.counter('envoy_cluster_upstream_cx_connect_fail', 'connections', 'Upstream connection failures'),
  cluster.counter(
    'envoy_cluster_upstream_cx_destroy_remote_with_active_rq',
    'connections',
    'Connections closed under a request',
    {
      note: 'the application went away: before its status Envoy answers 503, after it the stream breaks off (run, 1.36.2 and 1.40.0)',
    },
  ),
  cluster.counter('envoy_cluster_upstream_cx_none_healthy', 'attempts', 'Requests of a cluster without hosts', {
    note: 'stays 0 while hosts are there and unhealthy: see lb_healthy_panic (run, 1.36.2 and 1.40.0)',
  }),
  cluster.counter('envoy_cluster_lb_healthy_panic', 'requests', 'Requests sent to any host, too few being healthy', {
    note: 'below half of the hosts healthy Envoy asks all of them; this is what no healthy host looks like',
  }),
  cluster.gauge('envoy_cluster_membership_healthy', 'hosts', 'Healthy endpoints'),
  cluster.gauge('envoy_cluster_membership_total', 'hosts', 'Endpoints'),
  cluster.gauge('envoy_cluster_outlier_detection_ejections_active', 'hosts', 'Ejected endpoints', {
    note: 'Arks sets passive health checks: 3 consecutive 5xx eject, up to 100%, for 30 s times the number of ejections',
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
