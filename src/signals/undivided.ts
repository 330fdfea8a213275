import { replicasFound, replicasUp } from './control-plane/control-plane.js';
import { routerWorkers, routerWorkersHealthy, routerWorkersUnhealthy } from './router/router-workers.js';
import type { Recorded } from './vocabulary/signal.js';

/**
 * Records that no label of pods divides. Replicas are counted against what custom resources want, which have no such label: of three,
 * of which one lacks the label, neither part would be all. Routers speak of workers, which are other pods with labels of their own.
 */
export const undivided: readonly Recorded[] = [
  replicasUp,
  replicasFound,
  routerWorkers,
  routerWorkersHealthy,
  routerWorkersUnhealthy,
];
