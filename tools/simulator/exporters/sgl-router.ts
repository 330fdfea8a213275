import type { MetricStore } from '../exposition/instruments.js';
import type { RouterFailure, RouterObserver } from '../model/router-events.js';
import { CIRCUIT_STATES } from './circuit-states.js';

const ROUTE = { route: '/v1/chat/completions' } as const;
/** By default a request is tried five times. */
const RETRIES = 4;
/** An attempt that finds no workers counts twice: 30 for five requests. */
const PER_ATTEMPT = 2;

const ERRORS = {
  prefill: ['sgl_router_pd_prefill_errors_total', 'prefill'],
  decode: ['sgl_router_pd_decode_errors_total', 'decode'],
  stream: ['sgl_router_pd_stream_errors_total', 'decode'],
  timeout: ['sgl_router_pd_decode_errors_total', 'decode'],
} as const satisfies Readonly<Record<RouterFailure, unknown>>;

/**
 * The router of 0.2.x in PD mode, as 0.2.4 showed itself: the health of workers is there from the start, their circuit breaker
 * from their first request on. A request counts once its decode worker has answered or failed to; one without workers counts by
 * its attempts. A worker that was removed is unhealthy for good.
 */
export function sglRouterObserver(store: MetricStore): RouterObserver {
  const known = new Set<string>();
  const asked = new Set<string>();
  const dispatched: RouterObserver['answered'] = ({ prefill, decode }, seconds) => {
    store.histogram('sgl_router_pd_request_duration_seconds', ROUTE).observe(seconds);
    store.counter('sgl_router_pd_requests_total', ROUTE).add(1);
    store.counter('sgl_router_pd_prefill_requests_total', { worker: prefill }).add(1);
    store.counter('sgl_router_pd_decode_requests_total', { worker: decode }).add(1);
  };
  const exhausted = () => store.counter('sgl_router_retries_exhausted_total', ROUTE).add(1);
  const retried = (times: number) => store.counter('sgl_router_retries_total', ROUTE).add(times);
  return {
    routed: ({ prefill, decode }) => {
      for (const url of [prefill, decode]) asked.add(url);
    },
    answered: dispatched,
    failed: (request, failure, seconds, status) => {
      const [name, at] = ERRORS[failure];
      store.counter(name, { worker: request[at] }).add(1);
      if (failure === 'stream') return;
      dispatched(request, seconds, status);
      exhausted();
    },
    unroutable: () => {
      const errors = store.counter('sgl_router_pd_errors_total', { error_type: 'server_selection' });
      errors.add(PER_ATTEMPT * (1 + RETRIES));
      retried(RETRIES);
      exhausted();
    },
    retried: () => retried(1),
    workers: (workers) => {
      const gone = new Set(known);
      for (const { url, healthy, circuit } of workers) {
        store.gauge('sgl_router_worker_health', { worker: url }).set(healthy ? 1 : 0);
        if (asked.has(url)) store.gauge('sgl_router_cb_state', { worker: url }).set(CIRCUIT_STATES[circuit]);
        known.add(url);
        gone.delete(url);
      }
      for (const url of gone) store.gauge('sgl_router_worker_health', { worker: url }).set(0);
    },
  };
}
