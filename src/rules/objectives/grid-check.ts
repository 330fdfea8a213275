import type { Environment } from '../../config/environment.js';
import type { Objective } from '../../config/objectives.js';
import { type FromFile, foundAt, placeOf } from '../../files/written.js';
import type { Problem } from '../../lib/problem.js';
import { gridsOf } from '../grids.js';
import { HISTOGRAMS } from './indicator.js';

const NEAREST = 3;

/** The settings that decide which grids there are, and where they were read. */
type Gridded = Pick<Environment, 'runtimes' | 'sizing'> & FromFile;

/** What is wrong with the thresholds of objectives: each must be a boundary of every grid it may meet. */
export function thresholdProblems(settings: Gridded, objectives: readonly Objective[]): readonly Problem[] {
  return objectives.flatMap((objective, index) => thresholdProblem(settings, objective, index));
}

/** The same of one of them. */
export function thresholdProblem(
  settings: Gridded,
  { indicator, thresholdSeconds }: Objective,
  index: number,
): readonly Problem[] {
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
  const path = ['slos', index, 'thresholdSeconds'];
  const message =
    `slos[${index}].thresholdSeconds must be a boundary of every bucket grid of ${settings.runtimes.join(' and ')}, ` +
    `got ${foundAt(settings, path, thresholdSeconds)}; ${nearest.length === 0 ? 'these grids have none in common' : `the nearest are ${nearest.join(', ')}`}`;
  return [{ ...placeOf(settings, path), message }];
}

/** Boundaries lie on a scale of ratios. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / b));
}
