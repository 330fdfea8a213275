import { ceilingsInScope, isAboveCeiling } from '../../files/percentile-ceilings.js';
import { percentileCeilings } from '../../rules/reach.js';
import { check } from '../check.js';
import { generationsSeen } from '../generations.js';
import { PAGES } from '../pages.js';
import { namesText, unique } from '../words.js';

/** Limits of alerts that the engines that run here can not reach, since their buckets end below. */
export const limitsUnreachable = check('limits-unreachable', ['prometheus'], ({ prometheus }, { plan }) => {
  const { alerts, runtimes } = plan.environment;
  return generationsSeen(plan, prometheus).flatMap(({ component, generations, where }) => {
    const blind = ceilingsInScope(percentileCeilings, runtimes).filter(
      (reach) =>
        reach.exporter === component &&
        // Where the generation is not certain, only what none of them reaches is said.
        generations.every((generation) =>
          percentileCeilings.some(
            (one) =>
              one.exporter === component &&
              one.generation === generation &&
              one.threshold === reach.threshold &&
              isAboveCeiling(Number(alerts.thresholds[one.threshold]), one),
          ),
        ) &&
        generations.includes(reach.generation),
    );
    const limits = unique(
      blind.map(
        ({ threshold, last }) => `alerts.thresholds.${threshold} of ${alerts.thresholds[threshold]} (${last} at most)`,
      ),
    );
    if (limits.length === 0) return [];
    return [
      {
        severity: 'warning' as const,
        subject: `${component} ${generations.join(' or ')} can not reach ${namesText(limits)}`,
        evidence: [
          {
            query: 'GET /api/v1/targets/metadata',
            value: `${component} ${generations.join(' or ')} at ${namesText(where)}`,
          },
        ],
        meaning:
          'Its buckets end below the limit, so that this alert never fires for these engines, however slow they are.',
        remedy:
          'Use a newer engine, lower the limit for them (alerts.overrides), or give the engine buckets that reach further.',
        page: PAGES.runtimes,
      },
    ];
  });
});
