import type { Clock } from '../../clock.js';
import type { SimulatedPod } from '../../cluster.js';
import type { MetricStore } from '../../exposition/instruments.js';
import { placeOf } from '../../scrape/places.js';
import type { RequestRecord } from '../request.js';
import type { RoutedRequest, RouterObserver, RouterWorker, WorkerKind } from '../router-events.js';
import type { Replica } from './replica.js';

/** The exporter of a router process. */
export interface RouterExporter {
  readonly store: MetricStore;
  readonly observer: RouterObserver;
}

export interface RouterProps {
  readonly clock: Clock;
  readonly pod: Omit<SimulatedPod, 'process' | 'phase'>;
  /** A process of its own at each start. */
  readonly exporter: () => RouterExporter;
  readonly prefill: () => readonly Replica[];
  readonly decode: () => readonly Replica[];
}

/** A request on its way to a pair of workers. */
export interface Route {
  readonly answered: () => void;
  readonly failed: (at: WorkerKind) => void;
}

/** The router of a disaggregated application, between the gateway and its workers. */
export interface RouterProcess {
  readonly pod: () => SimulatedPod;
  /** Its process ends with all its counters, and another one goes on at once. */
  readonly restart: () => void;
  /** Workers that it would send a request to. */
  readonly usable: (kind: WorkerKind) => readonly Replica[];
  readonly route: (request: RequestRecord, prefill: Replica, decode: Replica) => Route;
  /** Nobody to send a request to. */
  readonly refuse: (request: RequestRecord) => void;
  /** Takes these workers for unhealthy from now on, whatever they are, or trusts what it sees again. */
  readonly distrust: (replicas: readonly Replica[]) => void;
}

/** How long a router looks for workers before it gives up. */
const REFUSAL_SECONDS = 0.003;
const FAILURE_STATUS = 502;
/** Requests that fail one after the other before a circuit breaker opens. Health checks have no part in it. */
const BREAKS_AFTER = 10;

/** A router that has routed nothing. */
export function createRouter({ clock, pod, exporter, prefill, decode }: RouterProps): RouterProcess {
  let { observer, store } = exporter();
  const load = new Map<Replica, number>();
  const failures = new Map<Replica, number>();
  let distrusted: readonly Replica[] = [];
  const all = { prefill, decode };
  const healthy = (replica: Replica) => replica.ready() && !distrusted.includes(replica);
  // The address that Prometheus finds the worker at: a record looks for the one among the other.
  const urlOf = (replica: Replica) => `http://${placeOf(replica.pod()).ip}:8080`;
  const workers = (kind: WorkerKind): RouterWorker[] =>
    all[kind]()
      .filter((replica) => !replica.gone())
      .map((replica) => ({
        url: urlOf(replica),
        kind,
        healthy: healthy(replica),
        load: load.get(replica) ?? 0,
        circuit: (failures.get(replica) ?? 0) < BREAKS_AFTER ? 'closed' : 'open',
      }));
  const show = (): SimulatedPod => ({
    ...pod,
    phase: 'Running',
    process: {
      store,
      refresh: () => observer.workers([...workers('prefill'), ...workers('decode')]),
      answers: () => true,
    },
  });
  let shown = show();
  return {
    pod: () => shown,
    restart: () => {
      ({ observer, store } = exporter());
      failures.clear();
      shown = show();
    },
    usable: (kind) => all[kind]().filter(healthy),
    route: ({ ask }, from, to) => {
      const sentAt = clock.now();
      const routed: RoutedRequest = {
        streaming: ask.streaming,
        prefill: urlOf(from),
        decode: urlOf(to),
      };
      const change = (by: number) => {
        for (const replica of [from, to]) load.set(replica, (load.get(replica) ?? 0) + by);
      };
      change(1);
      observer.routed(routed);
      return {
        answered: () => {
          change(-1);
          for (const replica of [from, to]) failures.set(replica, 0);
          observer.answered(routed, clock.now() - sentAt, 200);
        },
        failed: (at) => {
          change(-1);
          // A router blames both of a pair, whichever failed.
          for (const replica of [from, to]) failures.set(replica, (failures.get(replica) ?? 0) + 1);
          observer.failed(routed, at, clock.now() - sentAt, FAILURE_STATUS);
        },
      };
    },
    refuse: ({ ask }) => observer.unroutable(ask.streaming, REFUSAL_SECONDS),
    distrust: (replicas) => {
      distrusted = replicas;
    },
  };
}
