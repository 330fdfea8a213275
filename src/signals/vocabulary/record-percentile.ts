import { ON_RUNTIME, type OnRuntimeLabel } from './identity.js';
import { type Percentile, percentile } from './percentiles.js';
import { record } from './record.js';
import type { EngineHistogram } from './record-histogram.js';
import type { Recorded } from './signal.js';
import { RECORDED_WINDOW } from './view.js';

/** A percentile that is recorded, with the buckets that it is taken of. */
export type RecordedPercentile = Recorded<OnRuntimeLabel> & Percentile<EngineHistogram['buckets']>;

/**
 * A percentile of each application and runtime as a record: one series where its buckets are some twenty, for alerts and for graphs of
 * many applications. Nothing where nothing was counted.
 *
 * @param name the metric's part of the recorded name, after `arks_`
 */
export function recordPercentile(name: string, { buckets }: EngineHistogram, percent: number): RecordedPercentile {
  const { title, unit, description, query } = percentile({ buckets }, percent);
  return {
    ...record({
      record: `application:arks_${name}:p${percent}_${RECORDED_WINDOW}`,
      title,
      unit,
      description,
      labels: ON_RUNTIME,
      rules: [{ expression: query }],
    }),
    buckets,
    percent,
  };
}
