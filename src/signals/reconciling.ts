import { ratio } from '../promql/build.js';
import { reconcileErrors, reconciles } from './recorded/control-plane.js';
import type { Signal } from './signal.js';

/** How many reconciles fail; nothing where nothing is reconciled. */
export const reconcileErrorRatio: Signal = {
  title: 'Reconcile error ratio',
  unit: 'ratio',
  description: 'Share of the reconciles of the Arks operator that ended in an error, by controller.',
  labels: reconciles.labels,
  query: (view) => ratio(reconcileErrors.query(view), reconciles.query(view)),
};
