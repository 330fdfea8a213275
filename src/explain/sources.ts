import { recordRules } from '../documented/series.js';
import { memoize } from '../lib/memoize.js';
import type { Plan } from '../plan/plan.js';
import { metricsRead, seriesNames } from '../promql/names.js';

/** What an expression reads, names sorted. */
export interface Sources {
  /** Recorded series, those that others of them read included. */
  readonly records: readonly string[];
  /** Metrics as exporters show them, through recorded series. */
  readonly metrics: readonly string[];
}

/** Says what any expression reads, with the recording rules of a plan. */
export function sourcesIn(plan: Plan): (expression: string) => Sources {
  const expressions = new Map<string, string[]>();
  for (const { record, expr } of recordRules(plan)) {
    expressions.set(record, [...(expressions.get(record) ?? []), expr]);
  }
  const readBy = memoize((expression: string): Sources => {
    const own = seriesNames(expression).filter((name) => expressions.has(name));
    const behind = own.flatMap((name) => (expressions.get(name) ?? []).map(readBy));
    return {
      records: sorted([...own, ...behind.flatMap(({ records }) => records)]),
      metrics: sorted([...metricsRead(expression), ...behind.flatMap(({ metrics }) => metrics)]),
    };
  });
  return readBy;
}

/** What several expressions read together. */
export function together(all: readonly Sources[]): Sources {
  return {
    records: sorted(all.flatMap(({ records }) => records)),
    metrics: sorted(all.flatMap(({ metrics }) => metrics)),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
