import { above, countBy, type Expression, firstOf, ratio, sumBy } from '../../promql/build.js';
import { APPLICATION, grouping } from '../../signals/identity.js';
import {
  decodePreallocationPerPod,
  kvTransferFailures,
  prefillBootstrapPerPod,
} from '../../signals/recorded/disaggregation.js';
import { routerWorkers, routerWorkersUnhealthy } from '../../signals/recorded/router-workers.js';
import type { Recorded } from '../../signals/signal.js';
import { type Alert, type AlertContext, APPLICATION_IN_WORDS, RATE, ROLE_IN_WORDS, VALUE } from '../alert.js';

/** Requests in a queue per replica of the role that has it. */
function queuePerReplica({ read, view }: AlertContext, queue: Recorded): Expression {
  const by = grouping(view, ...APPLICATION, 'runtime');
  return ratio(sumBy(by, read(queue)), countBy(by, read(queue)));
}

/** Prefill, decode, and the router before them. */
export const disaggregatedAlerts: readonly Alert[] = [
  {
    name: 'ArksDisaggregatedKvTransferFailing',
    severity: 'warning',
    signals: [kvTransferFailures],
    surfaces: ['disaggregated'],
    expression: ({ read, thresholds, view }) =>
      above(
        sumBy(grouping(view, ...APPLICATION, 'runtime'), read(kvTransferFailures)),
        thresholds.kvTransferFailuresPerSecond,
      ),
    for: '5m',
    keepFiringFor: '5m',
    summary: (t) => `${RATE} KV transfers of ${ROLE_IN_WORDS} fail per second, limit ${t.kvTransferFailuresPerSecond}`,
    description:
      'The KV cache does not get from prefill to decode, so requests start over or fail. Look first whether prefill and ' +
      'decode reach each other over the transfer network.',
    dashboard: 'arks-disaggregated',
    variables: ['namespace', 'application', 'model_name'],
  },
  {
    name: 'ArksDisaggregatedRoleSaturated',
    severity: 'warning',
    signals: [prefillBootstrapPerPod, decodePreallocationPerPod],
    surfaces: ['disaggregated'],
    expression: (context) =>
      above(
        firstOf(queuePerReplica(context, prefillBootstrapPerPod), queuePerReplica(context, decodePreallocationPerPod)),
        context.thresholds.disaggregatedQueuePerReplica,
      ),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${VALUE} requests wait at each replica of ${ROLE_IN_WORDS} on their way to decode, limit ${t.disaggregatedQueuePerReplica}`,
    description:
      'Prefill that waits means decode has no room, decode that waits means its KV cache is full. Look first at the ' +
      'KV-cache use of decode; more decode replicas help, or fewer prefill ones.',
    dashboard: 'arks-disaggregated',
    variables: ['namespace', 'application', 'role', 'model_name'],
  },
  {
    name: 'ArksRouterWorkersUnhealthy',
    severity: 'warning',
    signals: [routerWorkersUnhealthy, routerWorkers],
    surfaces: ['router'],
    also: ['disaggregated'],
    expression: ({ read }) => above(read(routerWorkersUnhealthy), 0),
    // Of a router that does not tell, a worker that loads its model is one that does not answer.
    for: (t) => t.replicaStart,
    summary: (t) =>
      `the router of ${APPLICATION_IN_WORDS} has been without ${VALUE} of its workers for ${t.replicaStart}`,
    description:
      'Requests go to fewer workers than there are, as the router sees them or, where it does not tell, as Prometheus ' +
      'reaches them. Look first at the log of the router, then at the workers it names; an open circuit breaker closes by ' +
      'itself once the worker answers.',
    dashboard: 'arks-disaggregated',
    variables: ['namespace', 'application'],
  },
];
