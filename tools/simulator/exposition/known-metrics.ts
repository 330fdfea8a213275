import type { Sizing } from '../../../src/config/sizing.js';
import { catalogue } from '../../../src/metrics/catalogue.js';
import { type Component, componentGenerations } from '../../../src/metrics/components.js';
import type { Feature } from '../../../src/metrics/features.js';
import type { Metric } from '../../../src/metrics/metric.js';
import { isExposed, labelsOf } from '../../../src/metrics/prediction.js';
import type { LabelValues } from './instruments.js';
import { type Exporter, type Spelling, spellingOf } from './spelling.js';

/** Which exporter a process is, and what it was started with. */
export interface StoreProps {
  readonly component: Exporter;
  readonly generation: string;
  readonly sizing: Sizing;
  readonly features: readonly Feature[];
  /** Buckets that the process was told to have instead of its own, by name of the histogram. */
  readonly ownBounds?: Readonly<Record<string, readonly number[]>>;
  /** Unix seconds that `_created` says of a series that is made now; 0 unless given. */
  readonly createdAt?: () => number;
  /** False where the client library writes no `_created`, as Python's with several processes; as the exporter does unless said. */
  readonly hasCreated?: boolean;
}

/** The catalogue's metrics that such a process shows, by name. Throws for a generation that the component has not. */
export function shownMetrics(props: StoreProps): ReadonlyMap<string, Metric> {
  const { component, generation } = props;
  const components: readonly Component[] = [component, ...spellingOf(component).also];
  const generations: readonly string[] = componentGenerations[component];
  if (!generations.includes(generation)) {
    throw new Error(`generation of ${component} must be one of ${generations.join(', ')}, got ${generation}`);
  }
  const shown = catalogue.filter((metric) => components.includes(metric.component) && isExposed(metric, props));
  return new Map(shown.map((metric) => [metric.name, metric]));
}

/** Labels in the exporter's order. Throws for one that the metric has not and for one that is missing. */
export function orderedLabels(
  metric: Metric,
  generation: string,
  labels: LabelValues,
  { labelOrder, addedLabels, omitsEmptyLabels }: Spelling,
): LabelValues {
  const declared = Object.keys(metric.labels);
  const given = Object.keys(labels);
  const strange = given.filter((name) => !declared.includes(name) && !addedLabels.includes(name));
  const missing = labelsOf(metric, generation).filter((name) => !given.includes(name));
  if (strange.length > 0 && metric.openLabels === undefined) {
    throw new Error(`${metric.name} has no label ${strange.join(', ')} in ${metric.component} ${generation}`);
  }
  if (missing.length > 0 && !omitsEmptyLabels) {
    throw new Error(`${metric.name} needs the label ${missing.join(', ')} in ${metric.component} ${generation}`);
  }
  const known = declared.filter((name) => given.includes(name));
  const orders = {
    sorted: () => given.toSorted(),
    declared: () => [...known, ...strange],
    reversed: () => [...known.toReversed(), ...strange],
  };
  return Object.fromEntries(orders[labelOrder]().map((name) => [name, labels[name] ?? '']));
}
