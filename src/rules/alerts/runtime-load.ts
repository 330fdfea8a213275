import {
  above,
  and,
  avgBy,
  clampMin,
  countBy,
  type Expression,
  maxBy,
  minus,
  number,
  plus,
  ratio,
  sumBy,
} from '../../promql/build.js';
import { APPLICATION, grouping } from '../../signals/identity.js';
import {
  requestsFinished,
  requestsRunning,
  requestsRunningPerPod,
  requestsWaiting,
  requestsWaitingPerPod,
} from '../../signals/recorded/requests.js';
import { type Alert, type AlertContext, PERCENT, percent, ROLE_IN_WORDS, VALUE } from '../alert.js';

const ENGINES = ['runtime', 'disaggregated'] as const;
const LOAD = ['namespace', 'application', 'role'] as const;
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
    variables: LOAD,
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
    variables: LOAD,
  },
  {
    name: 'ArksRuntimeLoadImbalanced',
    severity: 'warning',
    signals: [requestsRunningPerPod, requestsWaitingPerPod],
    surfaces: ENGINES,
    expression: (context) => {
      const mean = avgBy(grouping(context.view, ...BY), load(context));
      return and(
        above(imbalance(context), context.thresholds.loadImbalanceRatio),
        above(mean, context.thresholds.loadImbalanceMinimumRequests),
      );
    },
    for: '30m',
    summary: (t) =>
      `the busiest replica of ${ROLE_IN_WORDS} has ${VALUE} times the load of the others, limit ${t.loadImbalanceRatio}`,
    description:
      'Look first at the routing policy and at prefixes that pin users to one replica, then at one slow replica.',
    dashboard: 'arks-runtime',
    variables: LOAD,
  },
];

/** Requests at a replica, running or waiting. */
const load = ({ read }: AlertContext) => plus(read(requestsRunningPerPod), read(requestsWaitingPerPod));

/**
 * How many times the load of the other replicas the busiest has. Against the mean of all, the busiest of two could never
 * reach twice. The others count as having one request at least, so that idle ones can be divided by.
 */
function imbalance(context: AlertContext): Expression {
  const { read, view } = context;
  const by = grouping(view, ...BY);
  const busiest = () => maxBy(by, load(context));
  const all = plus(read(requestsRunning), read(requestsWaiting));
  const otherReplicas = minus(countBy(by, load(context)), number(1));
  return ratio(busiest(), clampMin(ratio(minus(all, busiest()), otherReplicas), 1));
}
