import { kvTransferFailuresByRole } from '../../signals/requests/engine-errors.js';
import { queueBetweenRolesPerReplica } from '../../signals/requests/load.js';
import { routerWorkers, routerWorkersUnhealthy } from '../../signals/router/router-workers.js';
import type { Alert } from '../alert.js';
import { APPLICATION_IN_WORDS, counted, ROLE_IN_WORDS } from '../alert-words.js';

/** Prefill, decode, and the router before them. */
export const disaggregatedAlerts = {
  disaggregatedKvTransferFailing: {
    name: 'ArksDisaggregatedKvTransferFailing',
    severity: 'warning',
    surfaces: ['disaggregated'],
    when: { signal: kvTransferFailuresByRole, is: 'above', limit: 'kvTransferFailuresPerSecond' },
    for: '5m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) => `${value} KV transfers of ${ROLE_IN_WORDS} fail per second, limit ${limit}`,
    description:
      'The KV cache does not get from prefill to decode, so requests start over or fail. First check whether prefill and ' +
      'decode can reach each other over the transfer network.',
    dashboard: 'arks-disaggregated',
    panel: 'KV transfer failures',
    variables: ['namespace', 'application', 'model_name'],
  },
  disaggregatedRoleSaturated: {
    name: 'ArksDisaggregatedRoleSaturated',
    severity: 'warning',
    surfaces: ['disaggregated'],
    when: { signal: queueBetweenRolesPerReplica, is: 'above', limit: 'disaggregatedQueuePerReplica' },
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `${counted('request waits', 'requests wait', value)} at each replica of ${ROLE_IN_WORDS} on their way to decode, limit ${limit}`,
    description:
      'If prefill waits, decode has no room; if decode waits, its KV cache is full. First check the KV cache use of decode. ' +
      'More decode replicas help, or fewer prefill replicas.',
    dashboard: 'arks-disaggregated',
    panel: 'Requests between the roles, per replica',
    variables: ['namespace', 'application', 'role', 'model_name'],
  },
  routerWorkersUnhealthy: {
    name: 'ArksRouterWorkersUnhealthy',
    severity: 'warning',
    signals: [routerWorkers],
    surfaces: ['router'],
    otherSideSurfaces: ['disaggregated'],
    when: { signal: routerWorkersUnhealthy, is: 'above', limit: 0 },
    // Of a router that does not tell, a worker that loads its model is one that does not answer.
    for: 'replicaStart',
    summary: ({ value, wait }) =>
      `the router of ${APPLICATION_IN_WORDS} has been without ${value} of its workers for ${wait}`,
    description:
      'Requests go to fewer workers than there are. The count comes from the router or, where the router does not report ' +
      'it, from the targets that answer Prometheus. First check the log of the router, then the workers that it names. An ' +
      'open circuit breaker closes by itself once the worker answers.',
    dashboard: 'arks-disaggregated',
    panel: 'Workers',
    variables: ['namespace', 'application'],
  },
} as const satisfies Readonly<Record<string, Alert>>;
