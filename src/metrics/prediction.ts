import type { Sizing } from '../config/sizing.js';
import { componentGenerations } from './components.js';
import type { Feature } from './features.js';
import { type LabelFact, labelFact, type Metric } from './metric.js';

/** What decides how many series a target shows: its generation, the size of the installation, what it was started with. */
export interface Target {
  readonly generation: string;
  readonly sizing: Sizing;
  readonly features: readonly Feature[];
}

/** Series of these metrics on one target: label values multiplied, histograms by their buckets. */
export function predictedSeries(metrics: readonly Metric[], target: Target): number {
  return metrics.reduce((sum, metric) => sum + seriesOf(metric, target), 0);
}

/** Whether a target exposes the metric at all. */
export function isExposed(metric: Metric, { generation, features }: Target): boolean {
  if (metric.emitted === false || !metric.generations.includes(generation)) return false;
  return metric.feature === undefined || features.includes(metric.feature);
}

/** The labels that every series of the metric carries in that generation. */
export function labelsOf(metric: Metric, generation: string): readonly string[] {
  return Object.entries(metric.labels)
    .filter(([, label]) => isCertain(metric, labelFact(label), generation))
    .map(([name]) => name);
}

function seriesOf(metric: Metric, target: Target): number {
  if (!isExposed(metric, target)) return 0;
  const labelSets = Object.values(metric.labels)
    .map(labelFact)
    .filter((label) => isCertain(metric, label, target.generation))
    .reduce(
      (product, { count }) => product * (typeof count === 'number' ? count : count(target.sizing, target.generation)),
      1,
    );
  return labelSets * metric.samplesPerLabelSet(target.sizing);
}

function isCertain({ component }: Metric, { from, optional }: LabelFact, generation: string): boolean {
  if (optional) return false;
  const order: readonly string[] = componentGenerations[component];
  return from === undefined || order.indexOf(from) <= order.indexOf(generation);
}
