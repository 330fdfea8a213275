import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Sizing } from '../../../src/config/sizing.js';
import { catalogue } from '../../../src/metrics/catalogue.js';
import type { Ended } from './ended.js';
import type { Notes } from './notes.js';
import { keyOf, type Observing, type Scraped, type Tally } from './tally.js';

/** What the log is counted into, and how to place a moment of it among the scrapes. */
export interface LogTruth {
  readonly spec: FleetSpec;
  readonly sizing: Sizing;
  readonly ended: readonly Ended[];
  readonly tally: Tally;
  readonly notes: Notes;
  /** The first scrape that can show what happened at that second; undefined after the last. */
  readonly stepAt: (seconds: number) => number | undefined;
  readonly lastStep: number;
}

const CLASSES = ['1', '2', '3', '4', '5'];
const MILLISECONDS = 1_000;
const classOf = (status: number) => String(Math.floor(status / 100));

/** Envoy: what clients and applications saw, one exporter for each replica that requests went to in turn. */
export function countEnvoy(truth: LogTruth): void {
  const { spec, ended, tally, stepAt } = truth;
  const count = counterOf(truth);
  const envoys = Array.from({ length: spec.envoys ?? 1 }, (_, number) =>
    always(truth, { pod: `envoy-arks-eg-${number}` }),
  );
  const clusters = new Set(
    ended.filter(({ admitted }) => admitted).map(({ request: { ask } }) => `${ask.namespace}/${ask.model}`),
  );
  const routes = [...new Set([...clusters, ...spec.unified.map(({ namespace, model }) => `${namespace}/${model}`)])];
  for (const envoy of envoys) {
    for (const digit of CLASSES)
      count('client answers', { ...envoy.labels, envoy_response_code_class: digit }, envoy.process)(0, 0);
    for (const what of ['arrivals', 'clients gone', 'streams cut', 'too large', 'plugin failures'])
      count(what, envoy.labels, envoy.process)(0, 0);
    for (const route of routes) {
      const [namespace = '', model = ''] = route.split('/');
      for (const what of ['sent upstream', 'upstream broken'])
        count(what, { ...envoy.labels, namespace, model }, envoy.process)(0, 0);
    }
  }
  const grids = envoys.map(({ labels, process }) => ({
    client: tally.histogram(
      'client milliseconds',
      labels,
      process,
      boundsOf('envoy_http_downstream_rq_time', truth.sizing),
      0,
    ),
    upstream: upstreamGrids(truth, labels, process),
  }));
  for (const { request, at, admitted, whole, upstreamStatus, upstreamWhole, unaccounted } of inOrderOfEnd(ended)) {
    const { ask, arrivedAt, status, outcome } = request;
    const turn = (request.id - 1) % envoys.length;
    const envoy = envoys[turn];
    const grid = grids[turn];
    const arrived = stepAt(arrivedAt);
    if (envoy === undefined || grid === undefined || arrived === undefined) continue;
    const { labels, process } = envoy;
    const route = { namespace: ask.namespace, model: ask.model };
    count('arrivals', labels, process)(1, arrived);
    if (admitted) count('sent upstream', { ...labels, ...route }, process)(1, arrived);
    const left = at === undefined ? undefined : stepAt(at);
    if (at === undefined || left === undefined) continue;
    const milliseconds = (at - arrivedAt) * MILLISECONDS;
    if (status !== 0)
      count('client answers', { ...labels, envoy_response_code_class: classOf(status) }, process)(1, left);
    if (outcome === 'abort') count('clients gone', labels, process)(1, left);
    if (unaccounted) count('plugin failures', labels, process)(1, left);
    if (!whole && outcome !== 'abort') count('streams cut', labels, process)(1, left);
    if (admitted && !upstreamWhole && outcome !== 'abort')
      count('upstream broken', { ...labels, ...route }, process)(1, left);
    if (whole && outcome !== 'abort') grid.client.observe(milliseconds, 1, left);
    if (!admitted) continue;
    if (upstreamStatus !== 0) {
      const answer = { ...labels, ...route, envoy_response_code_class: classOf(upstreamStatus) };
      count('upstream answers', answer, process)(1, left);
    }
    if (upstreamWhole) grid.upstream(route, left).observe(milliseconds, 1, left);
  }
}

/** The histogram of each route at one Envoy, which makes its series with the first whole answer. */
function upstreamGrids({ tally, sizing }: LogTruth, envoy: Labels, process: Scraped) {
  const made = new Map<string, Observing>();
  return (route: Labels, born: number): Observing => {
    const key = keyOf(route);
    const bounds = boundsOf('envoy_cluster_upstream_rq_time', sizing);
    const grid =
      made.get(key) ?? tally.histogram('upstream milliseconds', { ...envoy, ...route }, process, bounds, born);
    made.set(key, grid);
    return grid;
  };
}

/** What is under way comes last. */
function inOrderOfEnd(ended: readonly Ended[]): readonly Ended[] {
  return ended.toSorted((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY));
}

/** Counts under labels whose series is born with its first count. */
export function counterOf({ tally }: LogTruth) {
  return (measure: string, labels: Labels, process: Scraped) => (amount: number, step: number) =>
    tally.counter(measure, labels, process, step).add(amount, step);
}

/** A process that answered every scrape. */
export function always({ lastStep }: LogTruth, labels: Labels): { readonly labels: Labels; readonly process: Scraped } {
  return { labels, process: { from: 0, to: lastStep } };
}

export function boundsOf(name: string, sizing: Sizing): readonly number[] {
  const metric = catalogue.find((one) => one.name === name && one.kind === 'histogram');
  if (metric?.kind !== 'histogram') throw new Error(`no histogram ${name} in the catalogue`);
  return metric.buckets.bounds(sizing);
}
