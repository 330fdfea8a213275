import { avgBy, countBy, firstOf, ratio, sumBy } from '../../promql/build.js';
import { decodePreallocationPerPod, prefillBootstrapPerPod } from '../disaggregation/disaggregation.js';
import { grouping, ON_RUNTIME, type OnRuntimeLabel } from '../vocabulary/identity.js';
import { type Signal, signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { loadPerPod } from './balance.js';
import { preemptions, requestsRunningPerPod } from './requests.js';

export const loadPerReplica = signal({
  title: 'Load, mean of replicas',
  unit: 'requests',
  description: `${loadPerPod.description} Mean of the replicas of an application.`,
  labels: ON_RUNTIME,
  query: (view) => avgBy(grouping(view, ...ON_RUNTIME), loadPerPod.query(view)),
});

export const preemptionsPerReplica = signal({
  title: 'Preemptions per replica',
  unit: 'count/s',
  description: `${preemptions.description} Divided by the replicas of an application.`,
  labels: ON_RUNTIME,
  query: (view) => {
    const by = grouping(view, ...ON_RUNTIME);
    return ratio(preemptions.query(view), countBy(by, requestsRunningPerPod.query(view)), by);
  },
});

/** Prefill has the one queue and decode the other. */
export const queueBetweenRolesPerReplica = signal({
  title: 'Requests between the roles, per replica',
  unit: 'requests',
  description:
    'Requests of a disaggregated application that wait on their way from prefill to decode, divided by the replicas of the ' +
    'role that holds them: at prefill they wait for a decode worker, at decode for room in its KV cache.',
  labels: ON_RUNTIME,
  query: (view) => firstOf(queueOf(prefillBootstrapPerPod, view), queueOf(decodePreallocationPerPod, view)),
});

/** Requests in a queue per replica of the role that has it. */
function queueOf(queue: Signal<OnRuntimeLabel>, view: View) {
  const by = grouping(view, ...ON_RUNTIME);
  return ratio(sumBy(by, queue.query(view)), countBy(by, queue.query(view)));
}
