import { ratio } from '../../promql/build.js';
import { signal } from '../vocabulary/signal.js';
import { reconcileErrors, reconciles } from './control-plane.js';

/** How many reconciles fail; nothing where nothing is reconciled. */
export const reconcileErrorRatio = signal({
  title: 'Reconcile error ratio',
  unit: 'ratio',
  description: 'Share of the reconciles of the Arks operator that ended in an error, by controller.',
  labels: ['controller'],
  query: (view) => ratio(reconcileErrors.query(view), reconciles.query(view)),
});
