import type { Sizing } from '../../config/sizing.js';
import { workers } from '../counts.js';
import { family, since } from '../metric.js';
import { longRouterDuration, retryBackoff, routerDuration } from './grids.js';

const shared = {
  component: 'sglangRouter',
  generations: ['smg', 'smg-1.13'],
  source: 'sgl-project/sglang:sgl-model-gateway/src/observability/metrics.rs',
  since: 'sgl-model-gateway, Dec 2025 (PRs 15106, 15124, 15130); pages of sglang-router 0.3.2 and smg 1.13.0',
} as const;
/** Whose kind or buckets are others in smg 1.13. */
const before = { generations: ['smg'] } as const;
const now = { generations: ['smg-1.13'], since: 'smg 1.13.0, its page' } as const;
/** Chats, and what else clients ask for. */
const endpoints = 2;
/** smg 1.13 shows three types of worker and ten endpoints from the start, whatever workers there are. */
const retriedTypes = (_: Sizing, generation: string) => (generation === 'smg-1.13' ? 3 : 2);
const retriedEndpoints = (_: Sizing, generation: string) => (generation === 'smg-1.13' ? 10 : endpoints);
const byMethodPath = family({ ...shared, labels: { method: 2, path: 3 } });
/** Probes and lists of models are paths, too. */
const byStatusCodeErrorCode = family({
  ...shared,
  labels: { path: since('smg-1.13', 8), status_code: 4, error_code: 2 },
});
const plain = family({ ...shared, labels: {} });
const byGtLe = family({ ...shared, labels: { gt: 12, le: 1 } });
const byResult = family({ ...shared, labels: { result: 2 } });
const routedByStreaming = family({
  ...shared,
  labels: { router_type: 1, backend_type: 1, connection_mode: 1, model: 1, endpoint: endpoints, streaming: 2 },
});
const routed = family({
  ...shared,
  labels: { router_type: 1, backend_type: 1, connection_mode: 1, model: 1, endpoint: endpoints },
});
const routedByError = family({
  ...shared,
  labels: { router_type: 1, backend_type: 1, connection_mode: 1, model: 1, endpoint: endpoints, error_type: 5 },
});
const upstream = family({ ...shared, labels: { router_type: 1, status_code: 4, error_code: 2 } });
const stages = family({ ...shared, labels: { router_type: 1, stage: 4 } });
const generation = family({ ...shared, labels: { router_type: 1, backend_type: 1, model: 1, endpoint: 1 } });
const tokens = family({ ...shared, labels: { router_type: 1, backend_type: 1, model: 1, endpoint: 1, token_type: 2 } });
const pool = family({ ...shared, labels: { worker_type: 2, connection_mode: 1, model: 1 } });
const connections = family({ ...shared, labels: { worker_type: 2, connection_mode: 1 } });
const byWorker = family({ ...shared, labels: { worker: workers } });
const byWorkerTypeResult = family({ ...shared, labels: { worker_type: 2, result: 2 } });
const poolByPolicy = family({ ...shared, labels: { worker_type: 2, connection_mode: 1, model: 1, policy: 1 } });
const connectionsByError = family({ ...shared, labels: { worker_type: 2, connection_mode: 1, error_type: 2 } });
const byWorkerFromTo = family({ ...shared, labels: { worker: workers, from: 1, to: 2 } });
const byWorkerOutcome = family({ ...shared, labels: { worker: workers, outcome: 2 } });
const byWorkerTypeEndpoint = family({ ...shared, labels: { worker_type: retriedTypes, endpoint: retriedEndpoints } });
const byAttempt = family({ ...shared, labels: { attempt: 4 } });
const bySourceResult = family({ ...shared, labels: { source: 1, result: 2 } });
const bySourceReason = family({ ...shared, labels: { source: 1, reason: 2 } });
const bySource = family({ ...shared, labels: { source: 1 } });
const byModelToolNameResult = family({ ...shared, labels: { model: 1, tool_name: 2, result: 2 } });
const byModelToolName = family({ ...shared, labels: { model: 1, tool_name: 2 } });
const byStorageTypeOperationResult = family({ ...shared, labels: { storage_type: 1, operation: 4, result: 2 } });
const byStorageTypeOperation = family({ ...shared, labels: { storage_type: 1, operation: 4 } });
const byStorageType = family({ ...shared, labels: { storage_type: 1 } });

/** The SGLang router since December 2025, called sgl-model-gateway. */
export const smg = [
  byMethodPath.counter('smg_http_requests_total', 'requests', 'HTTP requests, counted on arrival'),
  byMethodPath.histogram(
    'smg_http_request_duration_seconds',
    'seconds',
    routerDuration,
    'HTTP request duration',
    before,
  ),
  byMethodPath.histogram(
    'smg_http_request_duration_seconds',
    'seconds',
    longRouterDuration,
    'HTTP request duration',
    now,
  ),
  byStatusCodeErrorCode.counter('smg_http_responses_total', 'responses', 'HTTP responses', {
    note: 'every answer to a client, probes included; those have an empty error_code, as has an engine 5xx that smg 1.13 hands on; a client that left is a 499 there',
  }),
  plain.gauge('smg_http_connections_active', 'connections', 'Active HTTP connections'),
  byGtLe.gauge('smg_http_inflight_request_age_count', 'requests', 'In-flight requests per age bucket, non-cumulative', {
    note: 'gauge, not a histogram; gt/le label names inferred from its description string and gauge_histogram.rs, not read',
  }),
  byResult.counter('smg_http_rate_limit_total', 'decisions', 'Rate limit decisions', {
    note: 'result=allowed|rejected',
  }),
  routedByStreaming.counter('smg_router_requests_total', 'requests', 'Routed requests', {
    note: 'endpoint label collides with the Prometheus Operator target label; backend_type=regular|pd|external|harmony',
  }),
  routed.histogram('smg_router_request_duration_seconds', 'seconds', routerDuration, 'Router request duration', {
    ...before,
    note: 'of a stream until its headers; endpoint label collides with the Prometheus Operator target label',
  }),
  routed.histogram('smg_router_request_duration_seconds', 'seconds', longRouterDuration, 'Router request duration', {
    ...now,
    note: 'of a stream until its headers, prefill included; endpoint label collides with the Prometheus Operator target label',
  }),
  routedByError.counter('smg_router_request_errors_total', 'errors', 'Router errors', {
    note: 'endpoint label collides with the Prometheus Operator target label; never seen of HTTP workers in 0.3.2; in smg 1.13 error_type=unavailable, the 503s, and of one role backend_error',
  }),
  upstream.counter('smg_router_upstream_responses_total', 'responses', 'Upstream responses'),
  stages.histogram('smg_router_stage_duration_seconds', 'seconds', routerDuration, 'Pipeline stage duration', {
    feature: 'grpc-workers',
    condition: 'gRPC workers only',
  }),
  generation.summary('smg_router_ttft_seconds', 'seconds', 7, 'Time to first token at the router', {
    feature: 'grpc-workers',
    condition: 'gRPC workers only',
    note: 'rendered as a SUMMARY (quantile="0","0.5","0.9","0.95","0.99","0.999","1"): only names ending in duration_seconds get buckets; endpoint label collides with the Prometheus Operator target label',
  }),
  generation.summary('smg_router_tpot_seconds', 'seconds', 7, 'Time per output token at the router', {
    feature: 'grpc-workers',
    condition: 'gRPC workers only',
    note: 'rendered as a SUMMARY (quantile="0","0.5","0.9","0.95","0.99","0.999","1"): only names ending in duration_seconds get buckets; endpoint label collides with the Prometheus Operator target label',
  }),
  tokens.counter('smg_router_tokens_total', 'tokens', 'Tokens seen by the router', {
    feature: 'grpc-workers',
    condition: 'gRPC workers only',
    note: 'endpoint label collides with the Prometheus Operator target label; token_type=input|output',
  }),
  generation.histogram('smg_router_generation_duration_seconds', 'seconds', routerDuration, 'Generation time', {
    feature: 'grpc-workers',
    condition: 'gRPC workers only',
    note: 'endpoint label collides with the Prometheus Operator target label',
  }),
  pool.gauge('smg_worker_pool_size', 'workers', 'Workers in the pool', {
    note: 'worker_type=regular|prefill|decode; does not follow health, and 0.3.2 has shown 1 of 2 prefills',
  }),
  connections.gauge('smg_worker_connections_active', 'connections', 'Connections to workers'),
  byWorker.gauge('smg_worker_requests_active', 'requests', 'Running requests per worker', {
    note: '0 once a worker was removed; smg 1.13 takes the series away, and shows it only after a request',
  }),
  byWorker.gauge('smg_worker_routing_keys_active', 'keys', 'Active routing keys per worker'),
  byWorker.gauge('smg_worker_health', 'state', 'Worker health: 1, 0, or -1 when removed', {
    note: '-1 marks a removed worker of 0.3.x: filter >= 0; smg 1.13 takes its series away',
  }),
  byWorkerTypeResult.counter('smg_worker_health_checks_total', 'checks', 'Health check results'),
  poolByPolicy.counter('smg_worker_selection_total', 'selections', 'Worker selections'),
  connectionsByError.counter('smg_worker_errors_total', 'errors', 'Worker errors'),
  byWorker.gauge('smg_worker_cb_state', 'state', 'Breaker: 0 closed, 1 open, 2 half-open, -1 removed', {
    note: 'follows requests, not health checks: it can stay 0 for a worker that is held for dead',
  }),
  byWorkerFromTo.counter('smg_worker_cb_transitions_total', 'transitions', 'Breaker transitions'),
  byWorkerOutcome.counter('smg_worker_cb_outcomes_total', 'outcomes', 'Breaker outcomes'),
  byWorker.gauge('smg_worker_cb_consecutive_failures', 'failures', 'Consecutive failures'),
  byWorker.gauge('smg_worker_cb_consecutive_successes', 'successes', 'Consecutive successes'),
  byWorkerTypeEndpoint.counter('smg_worker_retries_total', 'retries', 'Retries', {
    note: 'endpoint label collides with the Prometheus Operator target label',
  }),
  byWorkerTypeEndpoint.counter('smg_worker_retries_exhausted_total', 'requests', 'Requests out of retries', {
    note: 'endpoint label collides with the Prometheus Operator target label',
  }),
  byAttempt.histogram('smg_worker_retry_backoff_seconds', 'seconds', retryBackoff, 'Retry backoff', now),
  byAttempt.summary('smg_worker_retry_backoff_seconds', 'seconds', 7, 'Retry backoff', {
    ...before,
    note: 'rendered as a SUMMARY (quantile="0","0.5","0.9","0.95","0.99","0.999","1"): only names ending in duration_seconds get buckets',
  }),
  bySourceResult.counter('smg_discovery_registrations_total', 'registrations', 'Worker registrations'),
  bySourceReason.counter('smg_discovery_deregistrations_total', 'deregistrations', 'Worker deregistrations'),
  bySource.histogram('smg_discovery_sync_duration_seconds', 'seconds', routerDuration, 'Discovery sync time'),
  bySource.gauge('smg_discovery_workers_discovered', 'workers', 'Workers known by discovery'),
  byModelToolNameResult.counter('smg_mcp_tool_calls_total', 'calls', 'MCP tool calls'),
  byModelToolName.histogram('smg_mcp_tool_duration_seconds', 'seconds', routerDuration, 'MCP tool time'),
  plain.gauge('smg_mcp_servers_active', 'servers', 'Active MCP servers'),
  byStorageTypeOperationResult.counter('smg_db_operations_total', 'operations', 'Database operations'),
  byStorageTypeOperation.histogram(
    'smg_db_operation_duration_seconds',
    'seconds',
    routerDuration,
    'Database operation time',
  ),
  byStorageType.counter('smg_db_items_stored', 'items', 'Items stored', { note: 'counter without _total' }),
] as const;
