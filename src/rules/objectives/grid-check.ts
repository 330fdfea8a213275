import type { Objective } from '../../config/objectives.js';
import { type FromFile, writtenAt } from '../../files/written.js';
import { gridsOf } from '../grids.js';
import type { RuleSettings } from '../settings.js';
import { HISTOGRAMS } from './indicator.js';
import { objectivesOf } from './measured.js';

const NEAREST = 3;

/** What is wrong with the thresholds of an environment's objectives: each must be a boundary of every grid it may meet. */
export function thresholdProblems(
  settings: RuleSettings & FromFile,
  objectives: readonly Objective[] = objectivesOf(settings),
): readonly string[] {
  return objectives.flatMap((objective, index) => thresholdProblem(objective, index, settings));
}

function thresholdProblem(
  { indicator, thresholdSeconds }: Objective,
  index: number,
  settings: RuleSettings & FromFile,
) {
  const histogram = HISTOGRAMS[indicator];
  if (histogram === undefined || thresholdSeconds === undefined) return [];
  const grids = gridsOf(histogram.buckets, settings.sizing)
    .filter(({ exporter }) => settings.runtimes.some((runtime) => runtime === exporter))
    .map(({ bounds }) => bounds);
  if (grids.every((bounds) => bounds.includes(thresholdSeconds))) return [];
  // Dynamo's grids begin at 0, in which nothing ends.
  const common = (grids[0] ?? []).filter((bound) => bound > 0 && grids.every((bounds) => bounds.includes(bound)));
  const nearest = [...common]
    .sort((a, b) => distance(a, thresholdSeconds) - distance(b, thresholdSeconds))
    .slice(0, NEAREST)
    .sort((a, b) => a - b);
  return [
    `slos[${index}].thresholdSeconds must be a boundary of every bucket grid of ${settings.runtimes.join(' and ')}, ` +
      `got ${thresholdSeconds}; ${nearest.length === 0 ? 'these grids have none in common' : `the nearest are ${nearest.join(', ')}`} ${writtenAt(settings, ['slos', index, 'thresholdSeconds'])}`,
  ];
}

/** Boundaries lie on a scale of ratios. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / b));
}
