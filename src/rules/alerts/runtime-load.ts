import { ENGINES } from '../../config/surfaces.js';
import { above, and, avgBy, firstOf, type Matcher, ratio, sumBy } from '../../promql/build.js';
import { abandonedShare, requestsBegun } from '../../signals/abandonment.js';
import { loadImbalance, loadPerPod } from '../../signals/derived.js';
import { APPLICATION, grouping } from '../../signals/identity.js';
import { requestsAbandonedRecent } from '../../signals/recorded/abandoned.js';
import { timeToFirstToken } from '../../signals/recorded/latency.js';
import { httpErrors, requestsRejected } from '../../signals/recorded/rejected.js';
import { requestsFinished, requestsWaitingPerPod } from '../../signals/recorded/requests.js';
import { type Alert, PERCENT, percent, ROLE_IN_WORDS, ROLE_VARIABLES, VALUE } from '../alert.js';

const ERRORS: Matcher = { label: 'finished_reason', operator: '=', value: 'error' };
const BY = [...APPLICATION, 'runtime'] as const;

/** How an application carries its load. */
export const runtimeLoadAlerts: readonly Alert[] = [
  {
    name: 'ArksRuntimeQueueBacklog',
    severity: 'warning',
    signals: [requestsWaitingPerPod],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) =>
      above(avgBy(grouping(view, ...BY), read(requestsWaitingPerPod)), thresholds.queuedRequestsPerReplica),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) => `${VALUE} requests wait at each replica of ${ROLE_IN_WORDS}, limit ${t.queuedRequestsPerReplica}`,
    description:
      'More arrives than is served. Look first whether all replicas are up, then whether one gets all traffic.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimeErrorsHigh',
    severity: 'warning',
    signals: [requestsFinished, requestsRejected, httpErrors],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) => {
      // A request is rejected or finished, never both, and the labels of the two differ.
      const sum = (...finished: readonly Matcher[]) =>
        sumBy(grouping(view, ...BY), firstOf(read(requestsFinished, finished), read(requestsRejected)));
      return and(
        above(ratio(sum(ERRORS), sum()), thresholds.errorRatio),
        above(sum(), thresholds.minimumRequestsPerSecond),
      );
    },
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of the requests of ${ROLE_IN_WORDS} fail in the engine or are turned away, limit ${percent(t.errorRatio)}`,
    description:
      'Look first whether requests are rejected or fail. vLLM says how many it rejects, since 0.32, and since 0.12 that one ended in ' +
      'an error, which it practically never does; Dynamo says which failed; SGLang says neither. Requests that are too long or ' +
      'wrong are in the HTTP status of an engine only, and a stream that breaks off or is rejected in a burst is HTTP 200: ' +
      'clients see more errors than this.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimeRequestsAbandoned',
    severity: 'warning',
    signals: [abandonedShare, requestsAbandonedRecent, timeToFirstToken.count],
    surfaces: ENGINES,
    expression: ({ read, thresholds }) =>
      and(
        above(read(abandonedShare), thresholds.abandonedRatio),
        above(read(requestsBegun), thresholds.minimumRequestsPerSecond),
      ),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `the clients of ${PERCENT} of the requests of ${ROLE_IN_WORDS} leave before their answer is complete, limit ${percent(t.abandonedRatio)}`,
    description:
      'The engine computes answers for nobody, and latencies of finished requests speak only of those who stayed. Look first ' +
      'at waiting requests and the time to first token against the time-outs of clients and proxies, then whether one ' +
      'client leaves early by design.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimeLoadImbalanced',
    severity: 'warning',
    signals: [loadImbalance, loadPerPod],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) =>
      and(
        above(read(loadImbalance), thresholds.loadImbalanceRatio),
        above(avgBy(grouping(view, ...BY), read(loadPerPod)), thresholds.loadImbalanceMinimumRequests),
      ),
    for: '30m',
    summary: (t) =>
      `the busiest replica of ${ROLE_IN_WORDS} has ${VALUE} times the load of the others, limit ${t.loadImbalanceRatio}`,
    description:
      'Look first at the routing policy and at prefixes that pin users to one replica, then at one slow replica.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
];
