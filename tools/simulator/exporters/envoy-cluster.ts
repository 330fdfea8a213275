import type { CounterName, GaugeName } from '../../../src/metrics/catalogue.js';
import type { MetricStore } from '../exposition/instruments.js';
import type { ClusterState, EndedBy } from '../model/gateway-events.js';
import { oncePer } from './once.js';

const MILLISECONDS_PER_SECOND = 1_000;
const NOT_CONNECTED = 503;

/** Shown with the cluster, and nothing that the simulator plays moves them. */
const NEVER_COUNTED: readonly CounterName[] = [
  'envoy_cluster_upstream_rq_pending_overflow',
  'envoy_cluster_upstream_rq_retry',
  'envoy_cluster_upstream_cx_none_healthy',
];
const GAUGES: readonly GaugeName[] = [
  'envoy_cluster_membership_total',
  'envoy_cluster_membership_healthy',
  'envoy_cluster_outlier_detection_ejections_active',
  'envoy_cluster_upstream_rq_active',
];

/** The series of one upstream cluster of Envoy. What is told by status, and times, come with the first of them, as Envoy makes them. */
export interface EnvoyCluster {
  readonly sent: () => void;
  readonly answered: (status: number, seconds: number) => void;
  readonly broken: (status: number, by: EndedBy) => void;
  readonly panicked: () => void;
  readonly notConnected: () => void;
  readonly hostEjected: () => void;
  readonly show: (state: ClusterState) => void;
  /** The route has no backend any more. Counters stay here where Envoy drops them, which a rate does not notice. */
  readonly hide: () => void;
}

/** A cluster that Envoy has just learned of. */
export function envoyCluster(store: MetricStore, name: string): EnvoyCluster {
  const labels = { envoy_cluster_name: name };
  const total = store.counter('envoy_cluster_upstream_rq_total', labels);
  const time = oncePer(() => store.histogram('envoy_cluster_upstream_rq_time', labels));
  const panics = store.counter('envoy_cluster_lb_healthy_panic', labels);
  const notConnected = store.counter('envoy_cluster_upstream_cx_connect_fail', labels);
  const timeouts = store.counter('envoy_cluster_upstream_rq_timeout', labels);
  const closed = store.counter('envoy_cluster_upstream_cx_destroy_remote_with_active_rq', labels);
  const ejections = store.counter('envoy_cluster_outlier_detection_ejections_enforced_total', labels);
  for (const never of NEVER_COUNTED) store.counter(never, labels);
  let active = 0;
  const classes = oncePer((digit) =>
    store.counter('envoy_cluster_upstream_rq_xx', { envoy_response_code_class: digit, ...labels }),
  );
  const codes = oncePer((code) => store.counter('envoy_cluster_upstream_rq', { envoy_response_code: code, ...labels }));
  const status = (code: number) => {
    classes(`${Math.floor(code / 100)}`).add(1);
    codes(`${code}`).add(1);
  };
  return {
    sent: () => {
      total.add(1);
      active += 1;
    },
    answered: (code, seconds) => {
      active -= 1;
      status(code);
      time('').observe(seconds * MILLISECONDS_PER_SECOND);
    },
    broken: (code, by) => {
      active -= 1;
      if (by === 'route timeout') timeouts.add(1);
      if (by === 'application') closed.add(1);
      if (code !== 0) status(code);
    },
    panicked: () => panics.add(1),
    notConnected: () => {
      notConnected.add(1);
      status(NOT_CONNECTED);
    },
    hostEjected: () => ejections.add(1),
    show: (state) => {
      const values = [state.total, state.healthy, state.ejected, active];
      GAUGES.forEach((gauge, index) => {
        store.gauge(gauge, labels).set(values[index] ?? 0);
      });
    },
    hide: () => {
      for (const gauge of GAUGES) store.remove(gauge, labels);
    },
  };
}
