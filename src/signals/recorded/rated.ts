import { type CounterSeries, type Expression, type Matcher, sumBy } from '../../promql/build.js';
import { rate } from '../exposed.js';
import { grouping } from '../identity.js';
import type { View } from '../view.js';

/** The rate of a counter that has one name, summed up by these labels. */
export function rated(
  view: View,
  by: readonly string[],
  name: CounterSeries,
  matchers: readonly Matcher[] = [],
): Expression {
  return sumBy(grouping(view, ...by), rate(name, view.window, matchers));
}
