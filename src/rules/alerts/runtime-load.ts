import { ENGINES } from '../../config/surfaces.js';
import { timeToFirstToken } from '../../signals/latency/latency.js';
import { requestsAbandonedRecent } from '../../signals/requests/abandoned.js';
import { abandonedShare, requestsBegun } from '../../signals/requests/abandonment.js';
import { loadImbalance } from '../../signals/requests/balance.js';
import { engineErrorRatio, requestsAnswered } from '../../signals/requests/engine-errors.js';
import { loadPerReplica, requestsWaitingPerReplica } from '../../signals/requests/load.js';
import { httpErrors, requestsRejected } from '../../signals/requests/rejected.js';
import { requestsFinished } from '../../signals/requests/requests.js';
import { type Alert, ROLE_VARIABLES } from '../alert.js';
import { ROLE_IN_WORDS } from '../alert-words.js';

/** How an application carries its load. */
export const runtimeLoadAlerts = {
  runtimeQueueBacklog: {
    name: 'ArksRuntimeQueueBacklog',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: requestsWaitingPerReplica, is: 'above', limit: 'queuedRequestsPerReplica' },
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) => `${value} requests wait at each replica of ${ROLE_IN_WORDS}, limit ${limit}`,
    description:
      'More arrives than is served. First check whether all replicas are up, then whether one gets all traffic.',
    dashboard: 'arks-runtime',
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
      `${value} of the requests of ${ROLE_IN_WORDS} fail in the engine or are turned away, limit ${limit}`,
    description:
      'First check whether requests are rejected or fail. vLLM says how many it rejects, since 0.32, and since 0.12 that one ended in ' +
      'an error, which it practically never does; Dynamo says which failed; SGLang says neither. Requests that are too long or ' +
      'wrong are in the HTTP status of an engine only, and a stream that breaks off or is rejected in a burst is HTTP 200: ' +
      'clients see more errors than this.',
    dashboard: 'arks-runtime',
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
      `the clients of ${value} of the requests of ${ROLE_IN_WORDS} leave before their answer is complete, limit ${limit}`,
    description:
      'The engine computes answers for nobody, and latencies of finished requests speak only of those who stayed. First check ' +
      'waiting requests and the time to first token against the time-outs of clients and proxies, then whether one ' +
      'client leaves early by design.',
    dashboard: 'arks-runtime',
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
      'First check the routing policy and prefixes that pin users to one replica, then for one slow replica.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
} as const satisfies Readonly<Record<string, Alert>>;
