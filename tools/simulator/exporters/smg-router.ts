import type { MetricStore } from '../exposition/instruments.js';
import type { RouterFailure, RouterObserver, WorkerKind } from '../model/router-events.js';
import { CIRCUIT_STATES } from './circuit-states.js';
import { oncePer } from './once.js';

const HTTP = { method: 'POST', path: '/v1/chat/completions' } as const;
const CONNECTION = { connection_mode: 'http' } as const;
const KINDS: readonly WorkerKind[] = ['prefill', 'decode'];
const NO_WORKERS_STATUS = 503;
const REMOVED = -1;

const ERRORS = {
  prefill: ['prefill', 'backend_error'],
  decode: ['decode', 'backend_error'],
  stream: ['decode', 'backend_error'],
  timeout: ['decode', 'timeout'],
} as const satisfies Readonly<Record<RouterFailure, unknown>>;

/** The router since December 2025: requests count on arrival, a worker that was removed is -1. */
export function smgObserver(store: MetricStore, modelName: string): RouterObserver {
  const labels = { router_type: 'http', backend_type: 'pd', ...CONNECTION, model: modelName, endpoint: 'chat' };
  const known = new Set<string>();
  const requests = oncePer((streaming) => store.counter('smg_router_requests_total', { ...labels, streaming }));
  const received = oncePer(() => store.counter('smg_http_requests_total', HTTP));
  const durations = oncePer(() => store.histogram('smg_http_request_duration_seconds', HTTP));
  const routedFor = oncePer(() => store.histogram('smg_router_request_duration_seconds', labels));
  const selections = oncePer((kind) =>
    store.counter('smg_worker_selection_total', { ...ofPool(kind), policy: 'cache_aware' }),
  );
  const ofWorker = oncePer((worker) => ({
    health: store.gauge('smg_worker_health', { worker }),
    active: store.gauge('smg_worker_requests_active', { worker }),
    circuit: store.gauge('smg_worker_cb_state', { worker }),
  }));
  const arrived = (streaming: boolean) => {
    received('').add(1);
    requests(String(streaming)).add(1);
  };
  const responses = oncePer((status) =>
    oncePer((error) => store.counter('smg_http_responses_total', { status_code: status, error_code: error })),
  );
  const responded = (seconds: number, status: number, error: string) => {
    responses(String(status))(error).add(1);
    durations('').observe(seconds);
  };
  const failedWith = (error: string) =>
    store.counter('smg_router_request_errors_total', { ...labels, error_type: error }).add(1);
  const setWorker = (url: string, health: number, active: number, circuit: number) => {
    const gauges = ofWorker(url);
    gauges.health.set(health);
    gauges.active.set(active);
    gauges.circuit.set(circuit);
  };
  const ofPool = (kind: string) => ({ worker_type: kind, ...CONNECTION, model: modelName });
  return {
    routed: ({ streaming }) => {
      arrived(streaming);
      for (const kind of KINDS) selections(kind).add(1);
    },
    answered: (_, seconds, status) => {
      responded(seconds, status, '');
      routedFor('').observe(seconds);
    },
    failed: (_, failure, seconds, status) => {
      const [kind, error] = ERRORS[failure];
      if (failure !== 'stream') responded(seconds, status, error);
      failedWith(error);
      store.counter('smg_worker_errors_total', { worker_type: kind, ...CONNECTION, error_type: error }).add(1);
    },
    unroutable: (streaming, seconds) => {
      arrived(streaming);
      responded(seconds, NO_WORKERS_STATUS, 'no_available_workers');
      failedWith('no_workers');
    },
    retried: (kind) => store.counter('smg_worker_retries_total', { worker_type: kind, endpoint: 'chat' }).add(1),
    workers: (workers) => {
      const gone = new Set(known);
      for (const { url, healthy, load, circuit } of workers) {
        setWorker(url, healthy ? 1 : 0, load, CIRCUIT_STATES[circuit]);
        known.add(url);
        gone.delete(url);
      }
      for (const url of gone) setWorker(url, REMOVED, 0, REMOVED);
      for (const kind of KINDS) {
        store.gauge('smg_worker_pool_size', ofPool(kind)).set(workers.filter((worker) => worker.kind === kind).length);
      }
    },
  };
}
