import { above, and, clampMin, firstOf, minus } from '../../promql/build.js';
import { grouping, TARGET, type TargetLabel } from '../vocabulary/identity.js';
import { type Signal, signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { replicasFound, replicasUp, replicasWanted } from './control-plane.js';

/** Replicas that an application asks for and that do not answer; all of them where none is found. */
export const replicasMissing = signal({
  title: 'Replicas missing',
  unit: 'count',
  description: 'Replicas that an application asks for and that do not answer, be they starting, down or never found.',
  labels: TARGET,
  query: (view) => {
    const wanted = () => replicasWanted.query(view);
    return clampMin(firstOf(minus(wanted(), replicasUp.query(view), grouping(view, ...TARGET)), wanted()), 0);
  },
});

/** The same signal of those roles alone of which a replica does not answer, be it wanted or found. */
export function whereReplicasMiss(of: Signal<TargetLabel>): Signal<TargetLabel> {
  return {
    ...of,
    query: (view) => and(of.query(view), lacking(view), grouping(view, ...TARGET)),
  };
}

/** Where nobody says how many are wanted, those that are found and do not answer are missing. */
function lacking(view: View) {
  const by = grouping(view, ...TARGET);
  const silent = minus(replicasFound.query(view), replicasUp.query(view), by);
  return firstOf(above(replicasMissing.query(view), 0), above(silent, 0));
}
