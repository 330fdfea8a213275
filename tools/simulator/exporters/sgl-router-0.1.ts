import type { MetricStore } from '../exposition/instruments.js';
import type { RouterObserver } from '../model/router-events.js';

const ROUTE = { route: '/v1/chat/completions' } as const;

/**
 * The router of 0.1.x in PD mode, as 0.1.9 showed itself: nothing before its first request, and never a word about the health of
 * workers. It tries once. What fails at prefill is answered 200 and counted as any other; what fails at decode counts as its
 * worker's error alone.
 */
export function firstSglRouterObserver(store: MetricStore): RouterObserver {
  const dispatched: RouterObserver['answered'] = ({ prefill, decode }, seconds) => {
    store.counter('sgl_router_pd_requests_total', ROUTE).add(1);
    store.histogram('sgl_router_pd_request_duration_seconds', ROUTE).observe(seconds);
    store.counter('sgl_router_pd_prefill_requests_total', { worker: prefill }).add(1);
    store.counter('sgl_router_pd_decode_requests_total', { worker: decode }).add(1);
  };
  return {
    routed: () => {},
    answered: dispatched,
    failed: (request, failure, seconds, status) => {
      if (failure !== 'stream') dispatched(request, seconds, status);
      if (failure === 'prefill') return;
      const name = failure === 'stream' ? 'sgl_router_pd_stream_errors_total' : 'sgl_router_pd_decode_errors_total';
      store.counter(name, { worker: request.decode }).add(1);
    },
    unroutable: () => store.counter('sgl_router_pd_errors_total', { error_type: 'server_selection' }).add(1),
    retried: () => {},
    workers: () => {},
  };
}
