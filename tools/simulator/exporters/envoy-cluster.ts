import type { CounterName, GaugeName } from '../../../src/metrics/catalogue.js';
import type { MetricStore } from '../exposition/instruments.js';
import type { ClusterState } from '../model/gateway-events.js';
import { oncePer } from './once.js';

const MILLISECONDS_PER_SECOND = 1_000;
const NO_HEALTHY_HOST = 503;

/** Shown with the cluster, and nothing that the simulator plays moves them. */
const NEVER_COUNTED: readonly CounterName[] = [
  'envoy_cluster_upstream_rq_pending_overflow',
  'envoy_cluster_upstream_rq_timeout',
  'envoy_cluster_upstream_rq_retry',
  'envoy_cluster_upstream_cx_connect_fail',
];
const GAUGES: readonly GaugeName[] = [
  'envoy_cluster_membership_total',
  'envoy_cluster_membership_healthy',
  'envoy_cluster_outlier_detection_ejections_active',
  'envoy_cluster_upstream_rq_active',
];

/** The series of one upstream cluster of Envoy. Counters by status come with the first of that status, as Envoy makes them. */
export interface EnvoyCluster {
  readonly sent: () => void;
  readonly answered: (status: number, seconds: number) => void;
  readonly broken: (status: number) => void;
  readonly noHealthyHost: () => void;
  readonly hostEjected: () => void;
  readonly show: (state: ClusterState) => void;
  /** The route has no backend any more. Counters stay here where Envoy drops them, which a rate does not notice. */
  readonly hide: () => void;
}

/** A cluster that Envoy has just learned of. */
export function envoyCluster(store: MetricStore, name: string): EnvoyCluster {
  const labels = { envoy_cluster_name: name };
  const total = store.counter('envoy_cluster_upstream_rq_total', labels);
  const time = store.histogram('envoy_cluster_upstream_rq_time', labels);
  const noneHealthy = store.counter('envoy_cluster_upstream_cx_none_healthy', labels);
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
      time.observe(seconds * MILLISECONDS_PER_SECOND);
    },
    broken: (code) => {
      active -= 1;
      if (code !== 0) status(code);
    },
    noHealthyHost: () => {
      noneHealthy.add(1);
      status(NO_HEALTHY_HOST);
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
