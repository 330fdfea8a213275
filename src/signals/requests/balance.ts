import { clampMin, countBy, maxBy, minus, number, plus, ratio, sumBy } from '../../promql/build.js';
import { grouping, ON_RUNTIME } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { requestsRunningPerPod, requestsWaitingPerPod } from './requests.js';

/** Requests at a replica, running or waiting. */
export const loadPerPod = signal({
  title: 'Load per replica',
  unit: 'requests',
  description: 'Running and waiting requests of a replica.',
  labels: [...ON_RUNTIME, 'pod'],
  query: (view) => plus(requestsRunningPerPod.query(view), requestsWaitingPerPod.query(view)),
});

/** Against the mean of all, the busiest of two could never reach twice; so it is compared with the others. */
export const loadImbalance = signal({
  title: 'Load imbalance',
  unit: 'count',
  description:
    'Load of the busiest replica as a multiple of the average load of the others; each idle replica counts as having one request.',
  labels: ON_RUNTIME,
  query: (view) => {
    const by = grouping(view, ...ON_RUNTIME);
    const busiest = () => maxBy(by, loadPerPod.query(view));
    // Of the same replicas that are counted: one of which either is not known yet has no load.
    const all = sumBy(by, loadPerPod.query(view));
    const otherReplicas = minus(countBy(by, loadPerPod.query(view)), number(1));
    return ratio(busiest(), clampMin(ratio(minus(all, busiest()), otherReplicas), 1));
  },
});
