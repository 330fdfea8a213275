import type { Sizing } from '../config/sizing.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import { treeOf } from '../promql/build.js';
import { metricsRead } from '../promql/names.js';
import type { Recorded } from '../signals/vocabulary/signal.js';
import { ruleView } from '../signals/vocabulary/view.js';

/** The bounds of one bucket grid, and what exposes it. */
export interface Grid {
  readonly exporter: Component;
  readonly generations: readonly string[];
  readonly bounds: readonly number[];
}

/** Every bucket grid that recorded buckets may be made of, over all exporters and their generations. */
export function gridsOf({ rules }: Recorded, sizing: Sizing): readonly Grid[] {
  const names: readonly string[] = rules.flatMap(({ expression }) =>
    metricsRead(treeOf(expression(ruleView('cluster')))),
  );
  return catalogue.flatMap((metric) =>
    metric.kind === 'histogram' && names.includes(metric.name)
      ? [{ exporter: metric.component, generations: metric.generations, bounds: metric.buckets.bounds(sizing) }]
      : [],
  );
}
