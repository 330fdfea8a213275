import type { Environment } from '../config/environment.js';
import { isOutOfReach, type Reach, reachesInScope } from '../files/reach.js';
import { alerts as everyAlert } from './alerts/index.js';
import { reachOf } from './percentile-reach.js';

/** How far each percentile that an alert judges can rise. */
export const percentileReach: readonly Reach[] = reachOf(everyAlert);

/** Generations on which an alert of this environment cannot fire, since its limit lies beyond their last bucket boundary. */
export function blindGenerations({ alerts, runtimes }: Pick<Environment, 'alerts' | 'runtimes'>): readonly string[] {
  const blind = reachesInScope(percentileReach, runtimes).filter((reach) =>
    isOutOfReach(Number(alerts.thresholds[reach.threshold]), reach),
  );
  return [...new Set(blind.map(({ threshold }) => threshold))].map((threshold) => {
    const where = blind.filter((reach) => reach.threshold === threshold);
    const ends = where.map(({ exporter, generation, last }) => `${exporter} ${generation} (${last} at most)`);
    return `alerts.thresholds.${threshold} of ${alerts.thresholds[threshold]} is never reached on ${ends.join(', ')}`;
  });
}
