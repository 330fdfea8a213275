import { clampMin, firstOf, minus } from '../../promql/build.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { grouping, TARGET } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { replicasUp, replicasWanted } from './control-plane.js';

/** Replicas that an application asks for and that do not answer; all of them where none is found. */
export const replicasMissing = signal({
  title: 'Replicas missing',
  unit: 'count',
  description: 'Replicas that an application asks for and that do not answer, be they starting, down or never found.',
  labels: TARGET,
  query: (view) => {
    const wanted = () => selectArks(replicasWanted, view.matchers);
    const missing = minus(wanted(), selectArks(replicasUp, view.matchers), grouping(view, ...TARGET));
    return clampMin(firstOf(missing, wanted()), 0);
  },
});
