import type { CounterName } from '../../../src/metrics/catalogue.js';
import type { Clock } from '../clock.js';
import type { Counter, Gauge, Histogram, MetricStore } from '../exposition/instruments.js';
import type { EnvoyObserver } from '../model/gateway-events.js';
import { envoyCluster } from './envoy-cluster.js';
import { oncePer } from './once.js';

/** Port 80 of the Gateway, shifted by 10000 as Envoy Gateway does. */
const LISTENER = { envoy_http_conn_manager_prefix: 'http-10080' };
/** Where Envoy itself is scraped; monitors drop it. */
const ADMINISTRATION = { envoy_http_conn_manager_prefix: 'admin' };
const CLASSES = ['1', '2', '3', '4', '5'];
/** Shown from the start, and nothing that the simulator plays moves them. */
const NEVER_COUNTED: readonly CounterName[] = [
  'envoy_http_downstream_rq_timeout',
  'envoy_http_downstream_rq_idle_timeout',
  'envoy_http_ext_proc_failure_mode_allowed',
  'envoy_http_ext_proc_rejected_header_mutations',
  'envoy_http_ext_proc_spurious_msgs_received',
];
const MEMORY_BYTES = 23_068_672;
const MILLISECONDS_PER_SECOND = 1_000;

export interface EnvoyExporter {
  readonly store: MetricStore;
  readonly observer: EnvoyObserver;
  /** Not the hosts of clusters: the gateway tells those to every Envoy at once. */
  readonly refresh: () => void;
}

/** What one process of Envoy shows, started now, from a store of the component `envoy`. */
export function envoyExporter({ store, clock }: { store: MetricStore; clock: Clock }): EnvoyExporter {
  const startedAt = clock.now();
  const listener = listenerInstruments(store);
  const clusters = new Set<string>();
  const cluster = oncePer((name) => {
    clusters.add(name);
    return envoyCluster(store, name);
  });
  const scrapes = store.counter('envoy_http_downstream_rq_xx', { envoy_response_code_class: '2', ...ADMINISTRATION });
  const uptime = store.gauge('envoy_server_uptime');
  store.gauge('envoy_server_live').set(1);
  store.gauge('envoy_server_memory_allocated').set(MEMORY_BYTES);
  return {
    store,
    refresh: () => {
      uptime.set(Math.floor(clock.now() - startedAt));
      scrapes.add(1);
    },
    observer: {
      received: listener.received,
      answered: (status, seconds) => {
        listener.left(status);
        listener.time.observe(seconds * MILLISECONDS_PER_SECOND);
      },
      hungUp: (status) => {
        listener.left(status);
        listener.earlyEnds.add(1);
      },
      cutOff: (status) => {
        listener.left(status);
        // Whoever breaks it off, it ended early.
        listener.earlyEnds.add(1);
        listener.serverResets.add(1);
      },
      tooLarge: () => listener.tooLarge.add(1),
      externalProcessing: (result) => listener.externalProcessing[result].add(1),
      sentUpstream: (name) => cluster(name).sent(),
      upstreamAnswered: (name, status, seconds) => cluster(name).answered(status, seconds),
      upstreamBroken: (name, status, by) => cluster(name).broken(status, by),
      panicked: (name) => cluster(name).panicked(),
      notConnected: (name) => cluster(name).notConnected(),
      hostEjected: (name) => cluster(name).hostEjected(),
      clusterState: (name, state) => {
        if (state !== undefined) cluster(name).show(state);
        else if (clusters.has(name)) cluster(name).hide();
      },
    },
  };
}

interface Listener {
  readonly received: () => void;
  /** A request is over, with the status that its client saw or 0 for none. */
  readonly left: (status: number) => void;
  readonly time: Histogram;
  readonly earlyEnds: Counter;
  readonly serverResets: Counter;
  readonly tooLarge: Counter;
  readonly externalProcessing: Readonly<Record<Parameters<EnvoyObserver['externalProcessing']>[0], Counter>>;
}

function listenerInstruments(store: MetricStore): Listener {
  const counter = (name: CounterName) => store.counter(name, LISTENER);
  const total = counter('envoy_http_downstream_rq_total');
  const active = risingAndFalling(store.gauge('envoy_http_downstream_rq_active', LISTENER));
  const completed = counter('envoy_http_downstream_rq_completed');
  const classes = CLASSES.map((digit) =>
    store.counter('envoy_http_downstream_rq_xx', { envoy_response_code_class: digit, ...LISTENER }),
  );
  const time = store.histogram('envoy_http_downstream_rq_time', LISTENER);
  for (const name of NEVER_COUNTED) counter(name);
  return {
    received: () => {
      total.add(1);
      active(1);
    },
    left: (status) => {
      active(-1);
      if (status === 0) return;
      completed.add(1);
      classes[Math.floor(status / 100) - 1]?.add(1);
    },
    time,
    earlyEnds: counter('envoy_http_downstream_rq_rx_reset'),
    serverResets: counter('envoy_http_downstream_rq_tx_reset'),
    tooLarge: counter('envoy_http_downstream_rq_too_large'),
    externalProcessing: {
      opened: counter('envoy_http_ext_proc_streams_started'),
      closed: counter('envoy_http_ext_proc_streams_closed'),
      failed: counter('envoy_http_ext_proc_streams_failed'),
      'timed out': counter('envoy_http_ext_proc_message_timeouts'),
    },
  };
}

/** Adds to a gauge, which itself can only be set. */
function risingAndFalling(gauge: Gauge): (change: number) => void {
  let value = 0;
  gauge.set(value);
  return (change) => {
    value += change;
    gauge.set(value);
  };
}
