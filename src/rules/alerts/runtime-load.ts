import { ENGINES } from '../../config/surfaces.js';
import { timeToFirstToken } from '../../signals/latency/latency.js';
import { requestsAbandonedRecent } from '../../signals/requests/abandoned.js';
import { abandonedShare, requestsBegun } from '../../signals/requests/abandonment.js';
import { loadImbalance } from '../../signals/requests/balance.js';
import { engineErrorRatio, requestsAnswered } from '../../signals/requests/engine-errors.js';
import { loadPerReplica } from '../../signals/requests/load.js';
import { httpErrors, requestsRejected } from '../../signals/requests/rejected.js';
import { requestsFinished, requestsWaitingPerReplica } from '../../signals/requests/requests.js';
import { type Alert, ROLE_VARIABLES } from '../alert.js';
import { counted, ROLE_IN_WORDS } from '../alert-words.js';

/** How an application carries its load. */
export const runtimeLoadAlerts = {
  runtimeQueueBacklog: {
    name: 'ArksRuntimeQueueBacklog',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: requestsWaitingPerReplica, is: 'above', limit: 'queuedRequestsPerReplica' },
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `${counted('request waits', 'requests wait', value)} at each replica of ${ROLE_IN_WORDS}, limit ${limit}`,
    description:
      'More requests arrive than are served. First check whether all replicas are up, then whether one of them gets all the ' +
      'traffic.',
    dashboard: 'arks-runtime',
    panel: 'Waiting, mean of replicas',
    variables: ROLE_VARIABLES,
  },
  runtimeErrorsHigh: {
    name: 'ArksRuntimeErrorsHigh',
    severity: 'warning',
    signals: [requestsFinished, requestsRejected, httpErrors],
    surfaces: ENGINES,
    when: { signal: engineErrorRatio, is: 'above', limit: 'errorRatio' },
    while: [{ signal: requestsAnswered, is: 'above', limit: 'minimumRequestsPerSecond' }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `${value} of the requests of ${ROLE_IN_WORDS} fail in the engine or are rejected, limit ${limit}`,
    description:
      'First check whether requests are rejected or fail. vLLM counts rejections since 0.32 and errors since 0.12, although ' +
      'it practically never reports an error. Dynamo counts failures. SGLang counts neither. Requests that are too long or ' +
      'invalid show up only in the HTTP status of an engine, and a stream that breaks off or is rejected in a burst is an ' +
      'HTTP 200, so clients see more errors than this.',
    dashboard: 'arks-runtime',
    panel: 'Engine error ratio',
    variables: ROLE_VARIABLES,
  },
  runtimeRequestsAbandoned: {
    name: 'ArksRuntimeRequestsAbandoned',
    severity: 'warning',
    signals: [requestsAbandonedRecent, timeToFirstToken.count],
    surfaces: ENGINES,
    when: { signal: abandonedShare, is: 'above', limit: 'abandonedRatio' },
    while: [{ signal: requestsBegun, is: 'above', limit: 'minimumRequestsPerSecond' }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `clients abandon ${value} of the requests of ${ROLE_IN_WORDS} before the answer is complete, limit ${limit}`,
    description:
      'The engine computes answers that nobody reads, and the latencies of finished requests cover only the clients who ' +
      'stayed. First compare waiting requests and the time to first token with the timeouts of clients and proxies, then ' +
      'check whether one client leaves early by design.',
    dashboard: 'arks-runtime',
    panel: 'Share of requests abandoned',
    variables: ROLE_VARIABLES,
  },
  runtimeLoadImbalanced: {
    name: 'ArksRuntimeLoadImbalanced',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: loadImbalance, is: 'above', limit: 'loadImbalanceRatio' },
    while: [{ signal: loadPerReplica, is: 'above', limit: 'loadImbalanceMinimumRequests' }],
    for: '30m',
    summary: ({ value, limit }) =>
      `the busiest replica of ${ROLE_IN_WORDS} has ${value} times the load of the others, limit ${limit}`,
    description:
      'First check the routing policy and prefixes that pin users to one replica, then look for one slow replica.',
    dashboard: 'arks-runtime',
    panel: 'Load imbalance',
    variables: ROLE_VARIABLES,
  },
} as const satisfies Readonly<Record<string, Alert>>;
