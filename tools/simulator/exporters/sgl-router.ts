import type { MetricStore } from '../exposition/instruments.js';
import type { RouterFailure, RouterObserver } from '../model/router-events.js';
import { CIRCUIT_STATES } from './circuit-states.js';

const ROUTE = { route: '/v1/chat/completions' } as const;

const ERRORS = {
  prefill: ['sgl_router_pd_prefill_errors_total', 'prefill'],
  decode: ['sgl_router_pd_decode_errors_total', 'decode'],
  stream: ['sgl_router_pd_stream_errors_total', 'decode'],
  timeout: ['sgl_router_pd_decode_errors_total', 'decode'],
} as const satisfies Readonly<Record<RouterFailure, unknown>>;

/**
 * The router up to 0.2.x (pd_router.rs): a request counts once its decode worker has answered or failed to; one without workers
 * counts as an error only, one that fails at a worker only as that worker's error. A worker that was removed stays as it was.
 */
export function sglRouterObserver(store: MetricStore, _: string): RouterObserver {
  const dispatched: RouterObserver['answered'] = ({ prefill, decode }, seconds) => {
    store.histogram('sgl_router_pd_request_duration_seconds', ROUTE).observe(seconds);
    store.counter('sgl_router_pd_requests_total', ROUTE).add(1);
    store.counter('sgl_router_pd_prefill_requests_total', { worker: prefill }).add(1);
    store.counter('sgl_router_pd_decode_requests_total', { worker: decode }).add(1);
  };
  return {
    routed: () => {},
    answered: dispatched,
    failed: (request, failure, seconds, status) => {
      const [name, at] = ERRORS[failure];
      if (failure !== 'stream') dispatched(request, seconds, status);
      store.counter(name, { worker: request[at] }).add(1);
    },
    unroutable: () => store.counter('sgl_router_pd_errors_total', { error_type: 'server_selection' }).add(1),
    retried: () => store.counter('sgl_router_retries_total', ROUTE).add(1),
    workers: (workers) => {
      store.gauge('sgl_router_active_workers').set(workers.length);
      for (const { url, healthy, load, circuit } of workers) {
        store.gauge('sgl_router_worker_health', { worker: url }).set(healthy ? 1 : 0);
        store.gauge('sgl_router_worker_load', { worker: url }).set(load);
        store.gauge('sgl_router_running_requests', { worker: url }).set(load);
        store.gauge('sgl_router_cb_state', { worker: url }).set(CIRCUIT_STATES[circuit]);
      }
    },
  };
}
