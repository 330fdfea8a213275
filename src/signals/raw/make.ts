import type { CounterName, GaugeName, HistogramName } from '../../metrics/catalogue.js';
import { sumBy } from '../../promql/build.js';
import { rate, select } from '../exposed.js';
import { grouping } from '../identity.js';
import type { Signal, Unit } from '../signal.js';

/** The rate of a counter, summed up by these labels. */
export const rateOf = (
  name: CounterName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels,
  query: (view) => sumBy(grouping(view, ...labels), rate(name, view.window, view.matchers)),
});

/** The values of a gauge, as they are. */
export const valuesOf = (
  name: GaugeName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels,
  query: (view) => select(name, view.matchers),
});

/** The buckets of a histogram, summed up by these labels. */
export const bucketsOf = (
  name: HistogramName,
  unit: Unit,
  title: string,
  labels: readonly string[],
  description: string,
): Signal => ({
  title,
  unit,
  description,
  labels: [...labels, 'le'],
  query: (view) => sumBy(grouping(view, ...labels, 'le'), rate(`${name}_bucket`, view.window, view.matchers)),
});
