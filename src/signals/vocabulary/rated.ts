import { type CounterSeries, type Expression, type LabelsOf, type Matcher, sumBy } from '../../promql/build.js';
import { rateArks } from './arks-series.js';
import { grouping } from './identity.js';
import type { View } from './view.js';

/** The rate of a counter that has one name, summed up by these labels. */
export function rated<const Name extends CounterSeries, const Label extends LabelsOf<Name>>(
  view: View,
  by: readonly Label[],
  name: Name,
  matchers: readonly Matcher[] = [],
): Expression<Label> {
  return sumBy(grouping(view, ...by), rateArks(name, view.window, matchers));
}
