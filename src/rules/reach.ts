import type { Environment } from '../config/environment.js';
import { ceilingsInScope, isAboveCeiling, type PercentileCeiling } from '../files/percentile-ceilings.js';
import { pathText } from '../lib/path-text.js';
import type { Remark } from '../lib/remark.js';
import { alerts as everyAlert } from './alerts/index.js';
import { ceilingsOf } from './percentile-reach.js';

/** How far each percentile that an alert judges can rise. */
export const percentileCeilings: readonly PercentileCeiling[] = ceilingsOf(everyAlert);

/** Generations on which an alert of this environment cannot fire, since its limit lies beyond their last bucket boundary. */
export function alertsThatCannotFire({
  alerts,
  runtimes,
}: Pick<Environment, 'alerts' | 'runtimes'>): readonly Remark[] {
  const reaches = ceilingsInScope(percentileCeilings, runtimes);
  return [
    ...neverReached(['alerts', 'thresholds'], alerts.thresholds, reaches),
    ...alerts.overrides.flatMap(({ thresholds }, index) =>
      neverReached(['alerts', 'overrides', index, 'thresholds'], thresholds, reaches),
    ),
  ];
}

function neverReached(
  section: readonly PropertyKey[],
  limits: Readonly<Record<string, unknown>>,
  reaches: readonly PercentileCeiling[],
): readonly Remark[] {
  const blind = reaches.filter((reach) => isAboveCeiling(Number(limits[reach.threshold]), reach));
  return [...new Set(blind.map(({ threshold }) => threshold))].map((threshold) => {
    const where = blind.filter((reach) => reach.threshold === threshold);
    const ends = where.map(({ exporter, generation, last }) => `${exporter} ${generation} (${last} at most)`);
    const setting = [...section, threshold];
    return { message: `${pathText(setting)} of ${limits[threshold]} is never reached on ${ends.join(', ')}`, setting };
  });
}
