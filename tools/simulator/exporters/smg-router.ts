import type { MetricStore } from '../exposition/instruments.js';
import type { RouterFailure, RouterObserver, WorkerKind } from '../model/router-events.js';
import { CIRCUIT_STATES } from './circuit-states.js';
import { oncePer } from './once.js';

const PATH = '/v1/chat/completions';
const HTTP = { method: 'POST', path: PATH } as const;
const CONNECTION = { connection_mode: 'http' } as const;
const KINDS: readonly WorkerKind[] = ['prefill', 'decode'];
const NO_WORKERS_STATUS = 503;
const REMOVED = -1;
/** By default a request is tried five times. */
const RETRIES = 4;

const ERRORS = {
  prefill: ['prefill', 'prefill_server_error'],
  decode: ['decode', 'decode_server_error'],
  stream: ['decode', 'decode_server_error'],
  timeout: ['decode', 'decode_server_error'],
} as const satisfies Readonly<Record<RouterFailure, unknown>>;
/** What smg 1.13 shows of retries before there was any. */
const TYPES = ['regular', 'prefill', 'decode'] as const;
const ENDPOINTS = [
  ...['chat', 'completions', 'generate', 'responses', 'messages', 'rerank', 'audio_transcriptions'],
  ...['decisions', 'systemone', 'other'],
] as const;

/**
 * The router since December 2025: requests count on arrival. Of 0.3.x a worker that was removed is -1, and no request that failed
 * is an error of the router, only an answer; smg 1.13 takes the series of such a worker away, names errors of one kind, and shows
 * retries from the start.
 */
export function smgObserver(store: MetricStore, modelName: string, generation: 'smg' | 'smg-1.13'): RouterObserver {
  const isNew = generation === 'smg-1.13';
  const labels = { router_type: 'http', backend_type: 'pd', ...CONNECTION, model: modelName, endpoint: 'chat' };
  const pair = { backend_type: 'pd', model: modelName, runtime: 'sglang' };
  const known = new Set<string>();
  const asked = new Set<string>();
  const requests = oncePer((streaming) => store.counter('smg_router_requests_total', { ...labels, streaming }));
  const received = oncePer(() => store.counter('smg_http_requests_total', HTTP));
  const durations = oncePer(() => store.histogram('smg_http_request_duration_seconds', HTTP));
  const routedFor = oncePer(() => store.histogram('smg_router_request_duration_seconds', labels));
  const firstTokens = oncePer(() => store.histogram('smg_pd_ttft_seconds', pair));
  const selections = oncePer((kind) =>
    store.counter('smg_worker_selection_total', { ...ofPool(kind), policy: 'cache_aware' }),
  );
  const ofPool = (kind: string) => ({ worker_type: kind, ...CONNECTION, model: modelName });
  const arrived = (streaming: boolean) => {
    received('').add(1);
    requests(String(streaming)).add(1);
  };
  const path = isNew ? { path: PATH } : {};
  const responses = oncePer((status) =>
    oncePer((error) => store.counter('smg_http_responses_total', { ...path, status_code: status, error_code: error })),
  );
  const responded = (seconds: number, status: number, error: string) => {
    responses(String(status))(error).add(1);
    durations('').observe(seconds);
  };
  const retries = (kind: string, endpoint: string) =>
    store.counter('smg_worker_retries_total', { worker_type: kind, endpoint });
  const exhausted = (kind: string, endpoint: string) =>
    store.counter('smg_worker_retries_exhausted_total', { worker_type: kind, endpoint });
  if (isNew) {
    for (const kind of TYPES) {
      for (const endpoint of ENDPOINTS) {
        retries(kind, endpoint);
        exhausted(kind, endpoint);
      }
    }
  }
  const forget = (worker: string) => {
    known.delete(worker);
    for (const name of ['smg_worker_health', 'smg_worker_cb_state', 'smg_worker_requests_active'] as const)
      store.remove(name, { worker });
  };
  const setWorker = (worker: string, health: number, active: number, circuit: number) => {
    store.gauge('smg_worker_health', { worker }).set(health);
    store.gauge('smg_worker_cb_state', { worker }).set(circuit);
    if (asked.has(worker)) store.gauge('smg_worker_requests_active', { worker }).set(active);
  };
  return {
    routed: ({ streaming, prefill, decode }) => {
      arrived(streaming);
      for (const url of [prefill, decode]) asked.add(url);
      for (const kind of KINDS) selections(kind).add(1);
    },
    answered: (_, seconds, status) => {
      responded(seconds, status, '');
      routedFor('').observe(seconds);
      if (isNew) firstTokens('').observe(seconds);
    },
    failed: (_, failure, seconds, status) => {
      const [kind, error] = ERRORS[failure];
      store
        .counter('smg_worker_errors_total', { worker_type: kind, ...CONNECTION, error_type: 'backend_error' })
        .add(1);
      if (failure === 'stream') return;
      responded(seconds, status, error);
      for (const one of KINDS) exhausted(one, 'chat').add(1);
    },
    unroutable: (streaming, seconds) => {
      arrived(streaming);
      responded(seconds, NO_WORKERS_STATUS, isNew ? 'no_available_workers' : 'server_selection_failed');
      if (isNew) {
        store.counter('smg_router_request_errors_total', { ...labels, error_type: 'unavailable' }).add(1);
        return;
      }
      for (const kind of KINDS) {
        retries(kind, 'chat').add(RETRIES);
        exhausted(kind, 'chat').add(1);
      }
    },
    retried: (kind) => retries(kind, 'chat').add(1),
    workers: (workers) => {
      const gone = new Set(known);
      for (const { url, healthy, load, circuit } of workers) {
        setWorker(url, healthy ? 1 : 0, load, CIRCUIT_STATES[circuit]);
        known.add(url);
        gone.delete(url);
      }
      for (const url of gone) {
        if (isNew) forget(url);
        else setWorker(url, REMOVED, 0, REMOVED);
      }
      for (const kind of KINDS) {
        store.gauge('smg_worker_pool_size', ofPool(kind)).set(workers.filter((worker) => worker.kind === kind).length);
      }
    },
  };
}
