import type { CounterName, GaugeName, HistogramName } from '../../metrics/catalogue.js';
import { type LabelsOf, ofAnyLabels, sumBy } from '../../promql/build.js';
import { rateArks, selectArks } from './arks-series.js';
import { grouping } from './identity.js';
import type { Signal, Unit } from './signal.js';

/** The rate of a counter, summed up by these labels. */
export const rateOf = <const Name extends CounterName, const Label extends LabelsOf<Name>>(
  name: Name,
  unit: Unit,
  title: string,
  labels: readonly Label[],
  description: string,
): Signal<Label> => ({
  title,
  unit,
  description,
  labels,
  query: (view) => sumBy(grouping(view, ...labels), rateArks(name, view.window, view.matchers)),
});

/** The values of a gauge, as they are. */
export const valuesOf = <const Name extends GaugeName, const Label extends LabelsOf<Name>>(
  name: Name,
  unit: Unit,
  title: string,
  labels: readonly Label[],
  description: string,
): Signal<Label> => ({
  title,
  unit,
  description,
  labels,
  query: (view) => selectArks(name, view.matchers),
});

/** The buckets of a histogram, summed up by these labels. */
export const bucketsOf = <const Name extends HistogramName, const Label extends LabelsOf<`${Name}_bucket`>>(
  name: Name,
  unit: Unit,
  title: string,
  labels: readonly Label[],
  description: string,
): Signal<Label | 'le'> => ({
  title,
  unit,
  description,
  labels: [...labels, 'le'],
  query: (view) =>
    sumBy(
      grouping<Label | 'le'>(view, ...labels, 'le'),
      ofAnyLabels(rateArks(`${name}_bucket`, view.window, view.matchers)),
    ),
});
