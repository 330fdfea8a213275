import type { RuntimeName } from '../../config/runtimes.js';
import type { MetricName } from '../../metrics/catalogue.js';
import { clampMin, type Expression, firstOf, maxBy, minus, number, ofAnyLabels, times } from '../../promql/build.js';
import { runtimes } from '../runtimes/index.js';
import { type CounterReading, type GaugeReading, type Generations, isAbsent } from '../runtimes/runtime.js';
import { rateArks, selectArks } from './arks-series.js';
import { grouping, POD } from './identity.js';
import type { View } from './view.js';

/** A gauge of a runtime, generations joined, at 0 where the engine is there without it. */
export function gauged(runtime: RuntimeName, reading: GaugeReading): Expression<string> {
  const { names, matchers = [], restsAt0, without } = reading;
  const all = joined(names, (name) => ofAnyLabels(selectArks(name, matchers)));
  // An exporter reads its gauges one after the other, so that the part may be more than the whole for a moment.
  const own =
    without === undefined
      ? []
      : [clampMin(minus(ofAnyLabels(selectArks(names[0], matchers)), ofAnyLabels(selectArks(without, matchers))), 0)];
  const gauges = own.reduceRight((rest, one) => firstOf(one, rest), all);
  const { fromTheStart } = runtimes[runtime];
  if (restsAt0 === undefined || isAbsent(fromTheStart)) return gauges;
  return firstOf(gauges, ofAnyLabels(times(number(0), selectArks(fromTheStart))));
}

/** The rates of a reading, those of ranks that count alike reduced to one. */
export function ratesOf(
  runtime: RuntimeName,
  { names, matchers = [], everyRankCountsAll, by = [] }: CounterReading,
  view: View,
): Expression<string> {
  const rates = joined(names, (name) => ofAnyLabels(rateArks(name, view.window, matchers)));
  return everyRankCountsAll ? maxBy(grouping(view, ...POD, ...runtimes[runtime].shards, ...by), rates) : rates;
}

/** Generations joined before they are aggregated, so that a rollout counts old and new pods alike. */
export function joined<Name extends MetricName, Label extends string>(
  [first, ...rest]: Generations<Name>,
  make: (name: Name) => Expression<Label>,
): Expression<Label> {
  return firstOf(make(first), ...rest.map(make));
}
