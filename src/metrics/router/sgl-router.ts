import { workers } from '../counts.js';
import { family } from '../metric.js';
import { routerDuration } from './grids.js';

/** Chats, and whatever else clients ask for. */
const routes = 2;

const shared = {
  component: 'sglangRouter',
  generations: ['sgl_router-0.1', 'sgl_router'],
  source: 'sgl-project/sglang:sgl-router/src/metrics.rs',
  since: 'sglang_router <=0.2.x; pages of 0.1.9 and 0.2.4',
  removed: 'removed 2025-12-15 (sglang PR 15160); gone from sgl-model-gateway 0.3.x',
} as const;
/** What 0.1.x does not show of a disaggregated application, or not at all. */
const later = {
  ...shared,
  generations: ['sgl_router'],
  since: 'sglang_router 0.2.x; a router of 0.1.x in PD mode shows none of it',
} as const;
const byRoute = family({ ...shared, labels: { route: routes } });
const byRouteLater = family({ ...later, labels: { route: routes } });
const byRouteErrorType = family({ ...shared, labels: { route: routes, error_type: 2 } });
const byAttempt = family({ ...later, labels: { attempt: 4 } });
const byWorker = family({ ...shared, labels: { worker: workers } });
const byWorkerLater = family({ ...later, labels: { worker: workers } });
const byWorkerFromTo = family({ ...later, labels: { worker: workers, from: 1, to: 2 } });
const byWorkerOutcome = family({ ...later, labels: { worker: workers, outcome: 2 } });
const byStatusCode = family({ ...later, labels: { status_code: 6 } });
const byJobType = family({ ...later, labels: { job_type: 3 } });
const plain = family({ ...shared, labels: {} });
const plainLater = family({ ...later, labels: {} });
const byPolicyWorker = family({ ...shared, labels: { policy: 1, worker: workers } });
const byErrorType = family({ ...shared, labels: { error_type: 2 } });

/** The SGLang router up to 0.2.x, which Arks runs by default. */
export const sglRouter = [
  byRoute.counter('sgl_router_requests_total', 'requests', 'Requests by route', {
    note: 'regular mode; 0.1.x counts no streams',
    replacedBy: 'smg_http_requests_total / smg_router_requests_total',
  }),
  byRoute.histogram('sgl_router_request_duration_seconds', 'seconds', routerDuration, 'Request duration', {
    replacedBy: 'smg_router_request_duration_seconds',
  }),
  byRouteErrorType.counter('sgl_router_request_errors_total', 'errors', 'Request errors', {
    replacedBy: 'smg_router_request_errors_total',
  }),
  byRoute.counter('sgl_router_retries_total', 'retries', 'Retries', { replacedBy: 'smg_worker_retries_total' }),
  byRouteLater.counter('sgl_router_retries_exhausted_total', 'requests', 'Requests out of retries', {
    note: 'requests that failed, one each: five in a run in which pd_errors counted 30',
    replacedBy: 'smg_worker_retries_exhausted_total',
  }),
  byAttempt.histogram('sgl_router_retry_backoff_duration_seconds', 'seconds', routerDuration, 'Retry backoff', {
    replacedBy: 'smg_worker_retry_backoff_seconds',
  }),
  byWorkerLater.gauge('sgl_router_cb_state', 'state', 'Circuit breaker: 0 closed, 1 open, 2 half-open', {
    replacedBy: 'smg_worker_cb_state',
  }),
  byWorkerFromTo.counter('sgl_router_cb_state_transitions_total', 'transitions', 'Circuit breaker transitions', {
    replacedBy: 'smg_worker_cb_transitions_total',
  }),
  byWorkerOutcome.counter('sgl_router_cb_outcomes_total', 'outcomes', 'Circuit breaker outcomes', {
    replacedBy: 'smg_worker_cb_outcomes_total',
  }),
  plain.gauge('sgl_router_active_workers', 'workers', 'Active workers', {
    replacedBy: 'smg_worker_pool_size',
    note: 'of regular workers; 0.1.x in PD mode does not set it, 0.2.4 says 0 with workers left',
  }),
  byWorkerLater.gauge('sgl_router_worker_health', 'bool', 'Worker health, 1 healthy', {
    replacedBy: 'smg_worker_health',
    note: 'there from the start; 0 for good once a worker was removed; 0.1.x has the name and never sets it in PD mode',
  }),
  byWorker.gauge('sgl_router_worker_load', 'requests', 'Load on each worker', {
    replacedBy: 'smg_worker_requests_active',
  }),
  byWorker.gauge('sgl_router_running_requests', 'requests', 'Running requests per worker', {
    note: 'goes on counting a stream that its client has left; 0.1.x in PD mode does not set it',
    replacedBy: 'smg_worker_requests_active',
  }),
  byWorker.counter('sgl_router_processed_requests_total', 'requests', 'Requests processed per worker', {
    replacedBy: 'smg_worker_selection_total',
  }),
  byPolicyWorker.counter('sgl_router_policy_decisions_total', 'decisions', 'Policy decisions'),
  plain.counter('sgl_router_cache_hits_total', 'hits', 'Cache-aware routing hits'),
  plain.counter('sgl_router_cache_misses_total', 'misses', 'Cache-aware routing misses'),
  byWorker.gauge('sgl_router_tree_size', 'nodes', 'Cache-aware tree size'),
  plain.counter('sgl_router_load_balancing_events_total', 'events', 'Load balancing triggers'),
  plain.gauge('sgl_router_max_load', 'requests', 'Highest worker load'),
  plain.gauge('sgl_router_min_load', 'requests', 'Lowest worker load'),
  byRoute.counter('sgl_router_pd_requests_total', 'requests', 'PD requests by route', {
    note: '0.2.x counts each attempt that found its workers',
  }),
  byRoute.histogram('sgl_router_pd_request_duration_seconds', 'seconds', routerDuration, 'PD request duration', {
    note: 'of a stream until its first bytes',
  }),
  byWorker.counter('sgl_router_pd_prefill_requests_total', 'requests', 'Prefill requests per worker'),
  byWorker.counter('sgl_router_pd_decode_requests_total', 'requests', 'Decode requests per worker'),
  byErrorType.counter('sgl_router_pd_errors_total', 'errors', 'PD errors', {
    note: '0.1.x tries once and counts each request that found no workers; 0.2.x counts each attempt twice',
  }),
  byWorker.counter('sgl_router_pd_prefill_errors_total', 'errors', 'Prefill server errors'),
  byWorker.counter('sgl_router_pd_decode_errors_total', 'errors', 'Decode server errors'),
  byWorker.counter('sgl_router_pd_stream_errors_total', 'errors', 'Streaming errors per worker'),
  plain.counter('sgl_router_discovery_updates_total', 'updates', 'Service discovery updates', {
    replacedBy: 'smg_discovery_registrations_total',
  }),
  plain.gauge('sgl_router_discovery_workers_added', 'workers', 'Workers added by the last update'),
  plain.gauge('sgl_router_discovery_workers_removed', 'workers', 'Workers removed by the last update'),
  plain.histogram('sgl_router_generate_duration_seconds', 'seconds', routerDuration, 'Generate duration', {
    note: 'regular mode, attempts that failed included; of a stream until its headers',
  }),
  byStatusCode.counter('sgl_router_http_responses_total', 'responses', 'HTTP responses', {
    note: 'those to probes included: /readiness is a 503 while no worker is healthy',
  }),
  byJobType.counter('sgl_router_job_success_total', 'jobs', 'Jobs done'),
  plainLater.gauge('sgl_router_job_queue_depth', 'jobs', 'Jobs waiting'),
  byJobType.histogram('sgl_router_job_duration_seconds', 'seconds', routerDuration, 'Time of jobs'),
] as const;
