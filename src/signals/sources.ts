import { RUNTIMES, type RuntimeName } from '../config/runtimes.js';
import { treeOf } from '../promql/build.js';
import { metricsRead, seriesNames } from '../promql/names.js';
import type { Tree } from '../promql/tree.js';
import { recordedSignals } from './registry.js';
import type { Signal } from './vocabulary/signal.js';
import { ruleView, type View } from './vocabulary/view.js';

const rules = recordedSignals.flatMap(({ rules }) => rules);
const known = new Map<string, readonly string[]>();

/**
 * The metrics that a signal says something of, as exporters show them: through recorded series to what those read, of these
 * runtimes.
 */
export function sourcesOf(signal: Signal, runtimes: readonly RuntimeName[]): readonly string[] {
  const view = ruleView('cluster', runtimes);
  return metricsBehind(treeOf(signal.query(view)), view);
}

function metricsBehind(expression: Tree, view: View): readonly string[] {
  const recorded = seriesNames(expression).flatMap((name) => ofRecord(name, view));
  return [...new Set([...metricsRead(expression), ...recorded])].sort();
}

function ofRecord(name: string, view: View): readonly string[] {
  const key = [name, ...view.runtimes].join(' ');
  const found = known.get(key);
  if (found !== undefined) return found;
  const others: readonly string[] = RUNTIMES.filter((runtime) => !view.runtimes.includes(runtime));
  const metrics = rules
    .filter(({ record, labels }) => record === name && !others.includes(labels?.['runtime'] ?? ''))
    .flatMap(({ expression }) => metricsBehind(treeOf(expression(view)), view));
  known.set(key, metrics);
  return metrics;
}
