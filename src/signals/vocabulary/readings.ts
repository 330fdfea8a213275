import type { RuntimeName } from '../../config/runtimes.js';
import type { MetricName } from '../../metrics/catalogue.js';
import { type Expression, firstOf, maxBy, number, ofAnyLabels, times } from '../../promql/build.js';
import { runtimes } from '../runtimes/index.js';
import { type CounterReading, type GaugeReading, type Generations, isAbsent } from '../runtimes/runtime.js';
import { rate, select } from './exposed.js';
import { grouping, POD } from './identity.js';
import type { View } from './view.js';

/** A gauge of a runtime, generations joined, at 0 where the engine is there without it. */
export function gauged(runtime: RuntimeName, { names, matchers = [], restsAt0 }: GaugeReading): Expression<string> {
  const gauges = joined(names, (name) => ofAnyLabels(select(name, matchers)));
  const { fromTheStart } = runtimes[runtime];
  if (restsAt0 === undefined || isAbsent(fromTheStart)) return gauges;
  return firstOf(gauges, ofAnyLabels(times(number(0), select(fromTheStart))));
}

/** The rates of a reading, those of ranks that count alike reduced to one. */
export function counted(
  runtime: RuntimeName,
  { names, matchers = [], ranked, by = [] }: CounterReading,
  view: View,
): Expression<string> {
  const rates = joined(names, (name) => ofAnyLabels(rate(name, view.window, matchers)));
  return ranked ? maxBy(grouping(view, ...POD, ...runtimes[runtime].shards, ...by), rates) : rates;
}

/** Generations joined before they are aggregated, so that a rollout counts old and new pods alike. */
export function joined<Name extends MetricName, Label extends string>(
  [first, ...rest]: Generations<Name>,
  make: (name: Name) => Expression<Label>,
): Expression<Label> {
  return firstOf(make(first), ...rest.map(make));
}
