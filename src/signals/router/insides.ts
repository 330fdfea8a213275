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
    'Running requests; a stream whose client has left keeps counting.',
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
    '0 closed, 1 open, 2 half open. It follows requests: a worker that health checks consider dead may stay at 0.',
  ),
  valuesOf(
    'sgl_router_active_workers',
    'count',
    'Active workers, old router',
    ROUTER,
    'Workers in use, outside disaggregated mode; 0.2.4 was seen to report 0 although workers were left.',
  ),
  valuesOf('smg_worker_pool_size', 'count', 'Worker pool', [...ROUTER, 'worker_type'], 'Workers by role.'),
  rateOf(
    'smg_router_request_errors_total',
    'count/s',
    'Errors that the router names',
    [...ROUTER, 'error_type'],
    'Some of the requests that failed: with HTTP workers, 0.3.2 counts none of them, and 1.13 counts those that found no worker.',
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
