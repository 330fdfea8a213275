import { ENGINES } from '../../config/surfaces.js';
import { above, and, avgBy, ratio, sumBy } from '../../promql/build.js';
import { abandonedShare, requestsBegun } from '../../signals/abandonment.js';
import { loadImbalance, loadPerPod } from '../../signals/derived.js';
import { APPLICATION, grouping } from '../../signals/identity.js';
import { requestsAbandonedRecent } from '../../signals/recorded/abandoned.js';
import { timeToFirstToken } from '../../signals/recorded/latency.js';
import { requestsFinished, requestsWaitingPerPod } from '../../signals/recorded/requests.js';
import { type Alert, PERCENT, percent, ROLE_IN_WORDS, ROLE_VARIABLES, VALUE } from '../alert.js';

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
    signals: [requestsFinished],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) => {
      const by = grouping(view, ...BY);
      const failed = sumBy(by, read(requestsFinished, [{ label: 'finished_reason', operator: '=', value: 'error' }]));
      const all = sumBy(by, read(requestsFinished));
      return and(
        above(ratio(failed, all), thresholds.errorRatio),
        above(sumBy(by, read(requestsFinished)), thresholds.minimumRequestsPerSecond),
      );
    },
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of the requests of ${ROLE_IN_WORDS} end in an engine error, limit ${percent(t.errorRatio)}`,
    description:
      'Look first at the log of the engine. Only vLLM, since 0.12, says that a request ended in an error; aborts are clients ' +
      'that left.',
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
