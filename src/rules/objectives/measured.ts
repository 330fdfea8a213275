import type { Environment } from '../../config/environment.js';
import { DEFAULT_OBJECTIVES, type Indicator, type Objective } from '../../config/objectives.js';
import { ENGINES, type SurfaceName } from '../../config/surfaces.js';
import { type FromFile, writtenAt } from '../../files/written.js';
import type { RuleSettings } from '../settings.js';

/** Surfaces of which one at least must be scraped for an indicator to be measured. */
const SURFACES: Readonly<Record<Indicator, readonly SurfaceName[]>> = {
  firstToken: ENGINES,
  interToken: ENGINES,
  requestLatency: ENGINES,
  goodput: ENGINES,
  gatewayAvailability: ['envoy'],
};

/** The objectives of an environment: those it names, or of the default ones those that are measured there. */
export function objectivesOf(settings: Pick<Environment, 'slos' | 'surfaces'>): readonly Objective[] {
  return settings.slos ?? DEFAULT_OBJECTIVES.filter((objective) => isMeasured(objective, settings));
}

/** What is wrong with the objectives that an environment names: nothing may measure them there. */
export function unmeasuredObjectives(
  settings: RuleSettings & FromFile,
  objectives: readonly Objective[] = objectivesOf(settings),
): readonly string[] {
  return objectives.flatMap((objective, index) =>
    isMeasured(objective, settings)
      ? []
      : [
          `slos[${index}].indicator must be measured here, got ${objective.indicator}, which needs ` +
            `surfaces.${SURFACES[objective.indicator].join(' or surfaces.')} to be enabled ${writtenAt(settings, ['slos', index, 'indicator'])}`,
        ],
  );
}

function isMeasured({ indicator }: Objective, { surfaces }: Pick<Environment, 'surfaces'>): boolean {
  return SURFACES[indicator].some((surface) => surfaces[surface].enabled);
}
