import type { Environment } from '../../config/environment.js';
import { DEFAULT_OBJECTIVES, type Indicator, type Objective } from '../../config/objectives.js';
import { ENGINES, type SurfaceName } from '../../config/surfaces.js';
import { type FromFile, placeOf } from '../../files/written.js';
import type { Problem } from '../../lib/problem.js';

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

/** Which objectives nothing measures in an environment. One that is wrong elsewhere is left out of the list as undefined. */
export function unmeasuredObjectives(
  settings: Pick<Environment, 'surfaces'> & FromFile,
  objectives: readonly (Objective | undefined)[],
): readonly Problem[] {
  return objectives.flatMap((objective, index) => {
    if (objective === undefined || isMeasured(objective, settings)) return [];
    const message =
      `slos[${index}].indicator must be measured here, got ${objective.indicator}, which needs ` +
      `surfaces.${SURFACES[objective.indicator].join(' or surfaces.')} to be enabled`;
    return [{ ...placeOf(settings, ['slos', index, 'indicator']), message }];
  });
}

function isMeasured({ indicator }: Objective, { surfaces }: Pick<Environment, 'surfaces'>): boolean {
  return SURFACES[indicator].some((surface) => surfaces[surface].enabled);
}
