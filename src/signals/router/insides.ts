import { rateOf, valuesOf } from '../vocabulary/raw.js';
import type { Signal } from '../vocabulary/signal.js';

const ROUTER = ['namespace', 'application', 'pod'] as const;

/** The router of a disaggregated application, worker by worker. */
export const routerSignals: readonly Signal[] = [
  rateOf('sgl_router_retries_total', 'count/s', 'Router retries, old router', ROUTER, 'Requests tried again.'),
  rateOf('smg_worker_retries_total', 'count/s', 'Router retries', ROUTER, 'Requests tried again.'),
  valuesOf(
    'sgl_router_running_requests',
    'requests',
    'Worker load, old router',
    [...ROUTER, 'worker'],
    'Running requests; a stream that its client has left counts for good.',
  ),
  valuesOf('smg_worker_requests_active', 'requests', 'Worker load', [...ROUTER, 'worker'], 'Running requests.'),
  valuesOf(
    'sgl_router_cb_state',
    'count',
    'Circuit breaker, old router',
    [...ROUTER, 'worker'],
    '0 closed, 1 open, 2 half open.',
  ),
  valuesOf(
    'smg_worker_cb_state',
    'count',
    'Circuit breaker',
    [...ROUTER, 'worker'],
    '0 closed, 1 open, 2 half open. It follows requests: a worker that health checks hold for dead may stay at 0.',
  ),
  valuesOf(
    'sgl_router_active_workers',
    'count',
    'Active workers, old router',
    ROUTER,
    'Workers in use, where it does not disaggregate; 0.2.4 has said 0 with workers left.',
  ),
  valuesOf('smg_worker_pool_size', 'count', 'Worker pool', [...ROUTER, 'worker_type'], 'Workers by role.'),
  rateOf(
    'smg_router_request_errors_total',
    'count/s',
    'Errors that the router names',
    [...ROUTER, 'error_type'],
    'Some of the requests that failed: of HTTP workers none in 0.3.2, and in 1.13 those that found no worker.',
  ),
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
