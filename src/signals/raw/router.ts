import type { Signal } from '../signal.js';
import { rateOf, valuesOf } from './make.js';

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
