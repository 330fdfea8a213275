import type { OwnMetric } from '../config/own-metrics.js';
import { type BucketGrid, grid } from './bucket-grids.js';
import { type Component, componentGenerations } from './components.js';
import { family, type Labels, type Metric } from './metric.js';

/** What clients of Prometheus give a histogram whose bounds nobody sets. */
const CLIENT_DEFAULT = grid(
  'client_default',
  [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  'a guess',
);

/** What somebody says of a metric that the catalogue does not have. */
export interface SaidMetric {
  readonly name: string;
  readonly type: OwnMetric['type'];
  readonly component: Component;
  readonly labels: Labels;
  readonly buckets?: readonly number[] | undefined;
  readonly unit: string;
  /** The setting that says it. */
  readonly source: string;
}

/** A metric as those of the catalogue are, in every generation of its exporter: nobody says when it came. */
export function metricOutsideTheCatalogue({ name, type, buckets, unit, ...shared }: SaidMetric): Metric {
  const make = family({ ...shared, generations: componentGenerations[shared.component] });
  const help = 'Not in the catalogue';
  return type === 'histogram'
    ? make.histogram(name, unit, boundsOf(name, buckets), help)
    : make[type](name, unit, help);
}

/** The metrics that an environment declares of exporters of our targets. */
export function declaredMetrics(own: readonly OwnMetric[]): readonly Metric[] {
  return own.flatMap(({ exporter, ...said }) =>
    exporter === 'others' ? [] : [metricOutsideTheCatalogue({ ...said, component: exporter, source: 'metrics' })],
  );
}

function boundsOf(name: string, buckets: readonly number[] | undefined): BucketGrid {
  return buckets === undefined ? CLIENT_DEFAULT : grid(name, buckets);
}
