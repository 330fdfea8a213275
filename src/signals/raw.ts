import type { CounterName, GaugeName, HistogramName } from '../metrics/catalogue.js';
import { sumBy } from '../promql/build.js';
import { rate, select } from './exposed.js';
import { grouping } from './identity.js';
import type { Signal, Unit } from './signal.js';

/** Signals that are read where they arise, one replica or one process at a time: recording them would cost more than it saves. */
const rateOf = (
  name: CounterName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels,
  query: (view) => sumBy(grouping(view, ...labels), rate(name, view.window, view.matchers)),
});

const valuesOf = (
  name: GaugeName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels,
  query: (view) => select(name, view.matchers),
});

const bucketsOf = (
  name: HistogramName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels: [...labels, 'le'],
  query: (view) => sumBy(grouping(view, ...labels, 'le'), rate(`${name}_bucket`, view.window, view.matchers)),
});

const USER = ['namespace', 'user', 'model'] as const;
const ROUTER = ['namespace', 'application', 'pod'] as const;
const PROCESS = ['namespace', 'pod'] as const;
const ROUTE = ['namespace', 'model'] as const;
const OBJECT = ['namespace', 'application', 'role'] as const;
const CHUNKS = 'Counted once per chunk of an answer, so a stream counts many times, and rejected requests not at all.';

/** The plugin, as it counts: chunks, not requests. */
export const pluginSignals: readonly Signal[] = [
  rateOf('gateway_requests_total', 'count/s', 'Plugin chunks', [...USER, 'status'], CHUNKS),
  bucketsOf('gateway_request_duration_seconds', 'seconds', 'Plugin duration', USER, CHUNKS),
  bucketsOf(
    'gateway_response_process_duration_milliseconds',
    'milliseconds',
    'Plugin answer time',
    USER,
    'From the first chunk of an answer to its last, waiting included.',
  ),
  rateOf(
    'gateway_errors_total',
    'count/s',
    'Plugin errors',
    ['namespace', 'model', 'error_type'],
    'Set by a later plugin.',
  ),
  valuesOf('gateway_rate_limit_tokens', 'tokens', 'Rate limit used', [...USER, 'rule_type'], 'Set by a later plugin.'),
  valuesOf('arks_token_spec_rate_limit', 'count', 'Rate limit', [...USER, 'rule_type'], 'Limits of the ArksTokens.'),
  valuesOf(
    'arks_token_quota_info',
    'count',
    'Quota of a user',
    [...USER, 'quota_name'],
    'Which quota a user draws on.',
  ),
];

/** Processes of the gateway, the operator and Envoy. */
export const processSignals: readonly Signal[] = [
  valuesOf('process_resident_memory_bytes', 'bytes', 'Memory', PROCESS, "Resident memory; the plugin's rises slowly."),
  rateOf('process_cpu_seconds_total', 'count/s', 'CPU', PROCESS, 'Cores in use.'),
  valuesOf('process_start_time_seconds', 'seconds', 'Start', PROCESS, 'When the process started, unix seconds.'),
  valuesOf('go_goroutines', 'count', 'Goroutines', PROCESS, 'Goroutines of a Go process.'),
  valuesOf('envoy_server_live', 'count', 'Envoy live', PROCESS, '1 while Envoy serves.'),
  valuesOf('envoy_server_memory_allocated', 'bytes', 'Envoy memory', PROCESS, 'Memory that Envoy has allocated.'),
];

/** What goes wrong between client, Envoy and the applications. */
export const envoySignals: readonly Signal[] = [
  rateOf('envoy_http_downstream_rq_total', 'requests/s', 'Requests arriving', [], 'Requests that reached Envoy.'),
  rateOf('envoy_http_downstream_rq_rx_reset', 'count/s', 'Clients gone', [], 'Streams that clients broke off.'),
  rateOf('envoy_http_downstream_rq_timeout', 'count/s', 'Request timeouts', [], 'Requests that took too long.'),
  rateOf('envoy_http_downstream_rq_too_large', 'count/s', 'Requests too large', [], 'Bodies over the buffer limit.'),
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

/** The router of a disaggregated application, worker by worker. */
export const routerSignals: readonly Signal[] = [
  rateOf('sgl_router_retries_total', 'count/s', 'Router retries, old router', ROUTER, 'Requests tried again.'),
  rateOf('smg_worker_retries_total', 'count/s', 'Router retries', ROUTER, 'Requests tried again.'),
  valuesOf(
    'sgl_router_running_requests',
    'requests',
    'Worker load, old router',
    [...ROUTER, 'worker'],
    'Running requests.',
  ),
  valuesOf('smg_worker_requests_active', 'requests', 'Worker load', [...ROUTER, 'worker'], 'Running requests.'),
  valuesOf(
    'sgl_router_cb_state',
    'count',
    'Circuit breaker, old router',
    [...ROUTER, 'worker'],
    '0 closed, 1 open, 2 half open.',
  ),
  valuesOf('smg_worker_cb_state', 'count', 'Circuit breaker', [...ROUTER, 'worker'], '0 closed, 1 open, 2 half open.'),
  valuesOf('sgl_router_active_workers', 'count', 'Active workers, old router', ROUTER, 'Workers in use.'),
  valuesOf('smg_worker_pool_size', 'count', 'Worker pool', [...ROUTER, 'worker_type'], 'Workers by role.'),
  rateOf('smg_worker_errors_total', 'count/s', 'Worker errors', [...ROUTER, 'worker_type', 'error_type'], 'By role.'),
  rateOf(
    'sgl_router_pd_prefill_errors_total',
    'count/s',
    'Prefill errors, old router',
    [...ROUTER, 'worker'],
    'By worker.',
  ),
  rateOf(
    'sgl_router_pd_decode_errors_total',
    'count/s',
    'Decode errors, old router',
    [...ROUTER, 'worker'],
    'By worker.',
  ),
  rateOf(
    'sgl_router_pd_stream_errors_total',
    'count/s',
    'Stream errors, old router',
    [...ROUTER, 'worker'],
    'By worker.',
  ),
];

/** The state of custom resources, as the operator reports it. */
export const resourceSignals: readonly Signal[] = [
  valuesOf('arks_application_info', 'count', 'Application', OBJECT, 'Model and runtime of an application.'),
  valuesOf(
    'arks_application_status_replicas',
    'count',
    'Replicas reported',
    OBJECT,
    'Never above 1 on the RBG backend.',
  ),
  valuesOf(
    'arks_application_status_replicas_ready',
    'count',
    'Replicas ready',
    OBJECT,
    'Never above 1 on the RBG backend.',
  ),
  valuesOf('arks_application_status_replicas_updated', 'count', 'Replicas updated', OBJECT, 'Of the newest template.'),
  valuesOf('arks_application_status_condition', 'count', 'Conditions', OBJECT, 'Precheck, Loaded, Ready.'),
  valuesOf('arks_disaggregated_application_info', 'count', 'PD application', OBJECT, 'Model and runtime.'),
  valuesOf('arks_disaggregated_application_status_replicas', 'count', 'PD replicas reported', OBJECT, 'By role.'),
  valuesOf('arks_disaggregated_application_status_replicas_ready', 'count', 'PD replicas ready', OBJECT, 'By role.'),
  valuesOf(
    'arks_disaggregated_application_status_replicas_updated',
    'count',
    'PD replicas updated',
    OBJECT,
    'By role.',
  ),
  valuesOf(
    'arks_disaggregated_application_status_condition',
    'count',
    'PD conditions',
    OBJECT,
    'Precheck, Loaded, Ready.',
  ),
  valuesOf(
    'arks_model_status_condition',
    'count',
    'Model conditions',
    ['namespace', 'arks_model'],
    'StorageCreated and on.',
  ),
  valuesOf(
    'arks_model_created_timestamp_seconds',
    'seconds',
    'Model created',
    ['namespace', 'arks_model'],
    'Unix seconds.',
  ),
];

/** The operator's insides, and single engines. */
export const insideSignals: readonly Signal[] = [
  bucketsOf('controller_runtime_reconcile_time_seconds', 'seconds', 'Reconcile time', ['controller'], 'Of one object.'),
  rateOf(
    'controller_runtime_reconcile_panics_total',
    'count/s',
    'Reconcile panics',
    ['controller'],
    'Recovered panics.',
  ),
  rateOf('workqueue_retries_total', 'count/s', 'Work queue retries', ['name'], 'Objects queued again.'),
  valuesOf(
    'workqueue_longest_running_processor_seconds',
    'seconds',
    'Longest reconcile',
    ['name'],
    'Running right now.',
  ),
  valuesOf(
    'sglang:avg_request_queue_latency',
    'seconds',
    'Queue latency',
    [...OBJECT, 'pod'],
    'Of the last batch; SGLang before 0.5.3.',
  ),
  valuesOf(
    'vllm:cpu_prefix_cache_hit_rate',
    'ratio',
    'CPU prefix cache',
    [...OBJECT, 'pod'],
    'vLLM V0 only; -1 when off.',
  ),
];

/** Every signal that reads exposed series only. */
export const rawSignals: readonly Signal[] = [
  ...pluginSignals,
  ...processSignals,
  ...envoySignals,
  ...routerSignals,
  ...resourceSignals,
  ...insideSignals,
];
