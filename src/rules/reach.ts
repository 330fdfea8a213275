import type { Environment } from '../config/environment.js';
import { ceilingsInScope, isAboveCeiling, type PercentileCeiling } from '../files/percentile-ceilings.js';
import { alerts as everyAlert } from './alerts/index.js';
import { ceilingsOf } from './percentile-reach.js';

/** How far each percentile that an alert judges can rise. */
export const percentileCeilings: readonly PercentileCeiling[] = ceilingsOf(everyAlert);

/** Generations on which an alert of this environment cannot fire, since its limit lies beyond their last bucket boundary. */
export function alertsThatCannotFire({
  alerts,
  runtimes,
}: Pick<Environment, 'alerts' | 'runtimes'>): readonly string[] {
  const blind = ceilingsInScope(percentileCeilings, runtimes).filter((reach) =>
    isAboveCeiling(Number(alerts.thresholds[reach.threshold]), reach),
  );
  return [...new Set(blind.map(({ threshold }) => threshold))].map((threshold) => {
    const where = blind.filter((reach) => reach.threshold === threshold);
    const ends = where.map(({ exporter, generation, last }) => `${exporter} ${generation} (${last} at most)`);
    return `alerts.thresholds.${threshold} of ${alerts.thresholds[threshold]} is never reached on ${ends.join(', ')}`;
  });
}
