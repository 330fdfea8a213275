import { type Environment, environmentSchema } from '../config/environment.js';
import { isOutOfReach, type Reach, reachesInScope } from '../config/reach.js';
import type { ThresholdName } from '../config/thresholds.js';
import { gatewayLatency } from '../signals/recorded/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/recorded/latency.js';
import type { Recorded } from '../signals/signal.js';
import { gridsOf } from './grids.js';

interface Percentile {
  readonly threshold: ThresholdName;
  readonly buckets: Recorded;
  readonly allowed: Reach['allowed'];
}

/** Limits on a percentile, the buckets it is taken of, and whether its alert fires at the limit or above it. */
const PERCENTILES: readonly Percentile[] = [
  { threshold: 'firstTokenP95Seconds', buckets: timeToFirstToken.buckets, allowed: 'at most' },
  { threshold: 'interTokenP95Seconds', buckets: interTokenLatency.buckets, allowed: 'at most' },
  { threshold: 'requestP95Seconds', buckets: requestLatency.buckets, allowed: 'at most' },
  { threshold: 'gatewayP95Milliseconds', buckets: gatewayLatency.buckets, allowed: 'below' },
];

/** How far each percentile that has a limit can rise; latencies have the same buckets on installations of any size. */
export const percentileReach: readonly Reach[] = PERCENTILES.flatMap(({ buckets, ...percentile }) =>
  gridsOf(buckets, environmentSchema.parse({}).sizing).flatMap(({ exporter, generations, bounds }) =>
    generations.map((generation) => ({ ...percentile, exporter, generation, last: Math.max(...bounds) })),
  ),
);

/** Generations on which an alert of this environment cannot fire, since its limit lies beyond their last bucket boundary. */
export function blindGenerations({ alerts, runtimes }: Environment): readonly string[] {
  const blind = reachesInScope(percentileReach, runtimes).filter((reach) =>
    isOutOfReach(Number(alerts.thresholds[reach.threshold]), reach),
  );
  return [...new Set(blind.map(({ threshold }) => threshold))].map((threshold) => {
    const where = blind.filter((reach) => reach.threshold === threshold);
    const ends = where.map(({ exporter, generation, last }) => `${exporter} ${generation} (${last} at most)`);
    return `alerts.thresholds.${threshold} of ${alerts.thresholds[threshold]} is never reached on ${ends.join(', ')}`;
  });
}
