import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { RESTART_SECONDS, RESTARTED_PLUGIN, STEP_SECONDS } from '../play.js';
import { known, type Moment, noted, type Row, rated, type Untold } from '../row.js';
import { happened } from '../windows.js';

const LOG = 'request log';
const ROUTE = ['namespace', 'model'] as const;
const PLUGIN_POD = 'arks-gateway-plugins-';

const counted = (
  name: string,
  measure: string,
  by: readonly string[],
  against: string,
  extra: Partial<Row> = {},
): Row => ({
  name,
  judgement: 'within 1 %',
  against,
  expected: rated(measure, by),
  by,
  ...extra,
});
const noting = (name: string, what: string, by: readonly string[], against: string, only?: Row['only']): Row => ({
  name,
  judgement: 'exact',
  against,
  expected: noted(what, by),
  by,
  instant: true,
  ...(only === undefined ? {} : { only }),
});
const silent = (name: string, why: string): Row => ({
  name,
  judgement: 'exact',
  against: 'nothing',
  expected: () => [],
  silent: why,
});
/** What never happens here, shown as 0 all the same wherever requests go. */
const never = (name: string, measure: string, by: readonly string[]): Row => ({
  name,
  judgement: 'exact',
  against: 'it does not happen here',
  by,
  expected: ({ evidence, window }: Moment) =>
    happened(evidence.tally, measure, by, window, () => true).map(({ labels }) => known(labels, 0)),
});
const pods = (prefix: string, count: number, value: (number: number) => number) =>
  Array.from({ length: count }, (_, number) => known({ pod: `${prefix}${number}` }, value(number)));

const pluginRows: readonly Row[] = [
  counted(
    'Plugin chunks',
    'requests of users',
    ['namespace', 'user', 'model', 'status'],
    `${LOG}: requests that were let through`,
    {
      judgement: 'told',
    },
  ),
  silent('Plugin errors', 'this version of the plugin never sets it'),
  silent('Rate limit used', 'this version of the plugin never sets it'),
  silent('Rate limit', 'limits of tokens are published on demand only'),
  silent('Quota of a user', 'limits of tokens are published on demand only'),
];

const processRows: readonly Row[] = [
  {
    name: 'Start',
    judgement: 'exact',
    against: 'when each process of the plugin started',
    by: ['pod'],
    only: ({ pod = '' }: Labels) => pod.startsWith(PLUGIN_POD),
    instant: true,
    expected: (moment) =>
      pods(PLUGIN_POD, moment.evidence.spec.plugins ?? 1, (number) => {
        const restarted = number === RESTARTED_PLUGIN && moment.step * STEP_SECONDS >= RESTART_SECONDS;
        return moment.evidence.epochSeconds + (restarted ? RESTART_SECONDS : 0);
      }),
  },
  {
    name: 'Envoy live',
    judgement: 'exact',
    against: 'every Envoy serves',
    by: ['pod'],
    instant: true,
    expected: (moment) => pods('envoy-arks-eg-', moment.evidence.spec.envoys ?? 1, () => 1),
  },
];

const envoyRows: readonly Row[] = [
  counted('Requests arriving', 'arrivals', [], `${LOG}: arrivals`),
  counted('Clients gone', 'clients gone', [], `${LOG}: clients that hung up`),
  counted('Streams cut', 'streams cut', [], `${LOG}: answers that broke off after their status`),
  never('Requests too large', 'arrivals', []),
  counted('Requests upstream', 'sent upstream', ROUTE, `${LOG}: requests that an application got`),
  counted(
    'Upstream latency',
    'upstream milliseconds_bucket',
    [...ROUTE, 'le'],
    `${LOG}: whole answers of applications`,
  ),
  noting('Upstream active', 'active upstream', [...ROUTE, 'pod'], `${LOG}: arrived and not ended`),
  never('Upstream timeouts', 'sent upstream', ROUTE),
  never('Upstream overflow', 'sent upstream', ROUTE),
  never('Connect failures', 'sent upstream', ROUTE),
  never('No healthy host', 'sent upstream', ROUTE),
  never('Hosts ejected', 'sent upstream', [...ROUTE, 'pod']),
  never('Let through unchecked', 'arrivals', []),
];

const WORKER = ['namespace', 'application', 'worker'];
const isOld = ({ application }: Labels): boolean => application === 'think';
const isNew = ({ application }: Labels): boolean => application === 'reason';
const ROUTER = ['namespace', 'application', 'pod'];
const HOLDS = `${LOG}: routed and not yet answered`;
const BREAKS = 'closed: never ten requests failed one after the other';
const routerRows: readonly Row[] = [
  silent('Router retries, old router', 'nothing is tried again here'),
  silent('Router retries', 'nothing is tried again here'),
  silent('Worker load, old router', 'it shows no load of workers in two roles'),
  noting('Worker load', 'worker load', WORKER, HOLDS, isNew),
  noting('Circuit breaker, old router', 'circuit', WORKER, BREAKS, isOld),
  noting('Circuit breaker', 'circuit', WORKER, BREAKS, isNew),
  silent('Active workers, old router', 'it shows no number of workers in two roles'),
  silent('Errors that the router names', 'never of workers over HTTP in 0.3'),
  noting('Worker pool', 'worker pool', ['namespace', 'application', 'worker_type'], 'workers by role', isNew),
  counted('Worker errors', 'worker errors', [...ROUTER, 'worker_type', 'error_type'], `${LOG}: transfers that failed`),
  counted('Prefill errors, old router', 'prefill errors', [...ROUTER, 'worker'], `${LOG}: transfers that failed`),
  silent('Decode errors, old router', 'transfers fail at prefill'),
  silent('Stream errors, old router', 'transfers fail at prefill'),
];

export const rawRows: readonly Row[] = [...pluginRows, ...processRows, ...envoyRows, ...routerRows];

export const rawUntold: readonly Untold[] = [
  { name: 'Plugin duration', why: 'observed once a chunk, so that no request has such a duration; see Plugin chunks' },
  { name: 'Plugin answer time', why: 'only of answers whose usage came with their end; which those are is chance' },
  { name: 'Memory', why: 'the simulator makes it up' },
  { name: 'CPU', why: 'the simulator makes it up' },
  { name: 'Goroutines', why: 'the simulator makes it up' },
  { name: 'Envoy memory', why: 'the simulator makes it up' },
  {
    name: 'Samples of targets of which nothing is kept',
    why: 'no state of the model, in which something is kept of every target; stories and the fault matrix hold it',
  },
  ...['Samples of refused scrapes', 'Samples of refused scrapes of replicas'].map((name) => ({
    name,
    why: 'no state of the model, in which no scrape is refused; stories, the fault matrix and test/real/refused-scrapes.test.ts hold it',
  })),
  { name: 'Samples kept', why: 'no state of the model; the live tests hold it against Prometheus itself' },
  {
    name: 'Series added',
    why: 'no state of the model; test/real/scrape-limits.test.ts holds it against Prometheus itself',
  },
];
