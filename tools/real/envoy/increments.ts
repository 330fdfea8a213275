import { clusterOf } from './config.js';

/** What one request added to what Envoy counts of it; a series that is not there counts 0. */
export interface Increments {
  readonly class2: number;
  readonly class5: number;
  readonly time: number;
  readonly rxReset: number;
  readonly txReset: number;
  /** At the model's cluster: answers that its route timeout cut, and connections that engines closed under a request. */
  readonly routeTimeout: number;
  readonly engineClosed: number;
}

const LISTENER = 'envoy_http_conn_manager_prefix="http-10080"';
const ofListener = (name: string, label = '') => `envoy_http_downstream_${name}{${label}${LISTENER}}`;

/** The counters of a model's requests on a page of Envoy. */
export function counted(page: string, model: string): Increments {
  return {
    class2: shownBy(page, ofListener('rq_xx', 'envoy_response_code_class="2",')),
    class5: shownBy(page, ofListener('rq_xx', 'envoy_response_code_class="5",')),
    time: shownBy(page, ofListener('rq_time_count')),
    rxReset: shownBy(page, ofListener('rq_rx_reset')),
    txReset: shownBy(page, ofListener('rq_tx_reset')),
    routeTimeout: shownBy(page, ofCluster('upstream_rq_timeout', model)),
    engineClosed: shownBy(page, ofCluster('upstream_cx_destroy_remote_with_active_rq', model)),
  };
}

/** What was added between two pages. */
export function difference(after: Increments, before: Increments): Increments {
  return {
    class2: after.class2 - before.class2,
    class5: after.class5 - before.class5,
    time: after.time - before.time,
    rxReset: after.rxReset - before.rxReset,
    txReset: after.txReset - before.txReset,
    routeTimeout: after.routeTimeout - before.routeTimeout,
    engineClosed: after.engineClosed - before.engineClosed,
  };
}

/** The name of a cluster's series, labels in the order in which Envoy writes them. */
export function ofCluster(name: string, model: string, label = ''): string {
  return `envoy_cluster_${name}{${label}envoy_cluster_name="${clusterOf(model)}"}`;
}

/** The value of a series on a page; 0 where the page lacks it. */
export function shownBy(page: string, series: string): number {
  const line = page.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}
