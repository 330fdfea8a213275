import type { Environment } from '../../config/environment.js';
import { DEFAULT_OBJECTIVES, type Indicator, type Objective } from '../../config/objectives.js';
import { ENGINES, type SurfaceName } from '../../config/surfaces.js';
import { type FromFile, placeOf } from '../../files/written.js';
import type { Problem } from '../../lib/problem.js';

/** Surfaces of which one at least must be scraped for an indicator to be measured. */
const SURFACES: Readonly<Record<Exclude<Indicator, 'events'>, readonly SurfaceName[]>> = {
  firstToken: ENGINES,
  interToken: ENGINES,
  requestLatency: ENGINES,
  goodput: ENGINES,
  gatewayAvailability: ['envoy'],
};

/** What decides whether something is measured, and where it was read. */
type Measuring = Pick<Environment, 'surfaces'> & FromFile;

/** The objectives of an environment: those it names, or of the default ones those that are measured there. */
export function objectivesOf(settings: Pick<Environment, 'slos' | 'surfaces'>): readonly Objective[] {
  return settings.slos ?? DEFAULT_OBJECTIVES.filter((objective) => isMeasured(objective, settings));
}

/** Which objectives nothing measures in an environment. */
export function unmeasuredObjectives(settings: Measuring, objectives: readonly Objective[]): readonly Problem[] {
  return objectives.flatMap((objective, index) => unmeasuredObjective(settings, objective, index));
}

/** The same of one of them. */
export function unmeasuredObjective(settings: Measuring, objective: Objective, index: number): readonly Problem[] {
  const { indicator } = objective;
  // Whether series are there that it names, their own check says.
  if (indicator === 'events' || isMeasured(objective, settings)) return [];
  const message =
    `slos[${index}].indicator must be measured here, got ${indicator}, which needs ` +
    `surfaces.${SURFACES[indicator].join(' or surfaces.')} to be enabled`;
  return [{ ...placeOf(settings, ['slos', index, 'indicator']), message }];
}

function isMeasured({ indicator }: Objective, { surfaces }: Pick<Environment, 'surfaces'>): boolean {
  return indicator === 'events' || SURFACES[indicator].some((surface) => surfaces[surface].enabled);
}
