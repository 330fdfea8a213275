import { type Kept, listedNames, unlistedMetrics } from '../config/keep.js';
import type { OwnMetric } from '../config/own-metrics.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';
import { declaredMetrics } from '../metrics/own.js';
import { unlistedMetric } from '../metrics/unlisted.js';
import { treeOf } from '../promql/build.js';
import { metricsRead } from '../promql/names.js';
import { everySignal, recordedSignals, signalsOfOthers } from './registry.js';
import { ruleView } from './vocabulary/view.js';

const everywhere = ruleView('cluster');

/** Every metric that some signal reads: the only list of what is kept, and nobody types it. */
export const metricsOfSignals: ReadonlySet<string> = new Set(
  [
    ...recordedSignals.flatMap(({ rules }) => rules.map(({ expression }) => expression)),
    ...everySignal.filter((one) => !signalsOfOthers.includes(one)).map(({ query }) => query),
  ].flatMap((query) => metricsRead(treeOf(query(everywhere)))),
);

/** The metrics of these exporters that some signal reads, those under `scrape.keep` that they have or may have, and those declared. */
export function keptMetrics(
  components: readonly Component[],
  keep: readonly Kept[],
  own: readonly OwnMetric[] = [],
): readonly Metric[] {
  const extra = listedNames(keep);
  const listed = catalogue.filter(
    ({ name, component }) => components.includes(component) && (metricsOfSignals.has(name) || extra.includes(name)),
  );
  const others = components.flatMap((component) =>
    unlistedMetrics(keep).flatMap((one) => unlistedMetric(one, component)),
  );
  return [...listed, ...others, ...declaredMetrics(own).filter(({ component }) => components.includes(component))];
}
