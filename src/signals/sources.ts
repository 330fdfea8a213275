import { text } from '../promql/build.js';
import { metricsRead, seriesNames } from '../promql/names.js';
import { subjects } from './recorded/index.js';
import type { Signal } from './signal.js';
import { ruleView } from './view.js';

const everywhere = ruleView('cluster');
const rules = subjects.flatMap(({ recorded }) => recorded).flatMap(({ rules }) => rules);
const known = new Map<string, readonly string[]>();

/** The metrics that a signal says something of, as exporters show them: through recorded series to what those read. */
export function sourcesOf(signal: Signal): readonly string[] {
  return metricsBehind(text(signal.query(everywhere)));
}

function metricsBehind(expression: string): readonly string[] {
  const recorded = seriesNames(expression).flatMap((name) => ofRecord(name));
  return [...new Set([...metricsRead(expression), ...recorded])].sort();
}

function ofRecord(name: string): readonly string[] {
  const found = known.get(name);
  if (found !== undefined) return found;
  const metrics = rules
    .filter(({ record }) => record === name)
    .flatMap(({ expression }) => metricsBehind(text(expression(everywhere))));
  known.set(name, metrics);
  return metrics;
}
