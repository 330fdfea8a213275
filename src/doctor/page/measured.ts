import { recordRules } from '../../documented/series.js';
import { memoize } from '../../lib/memoize.js';
import { catalogue } from '../../metrics/catalogue.js';
import { runtimeGenerations } from '../../metrics/runtimes.js';
import type { Plan } from '../../plan/plan.js';
import { metricOf } from '../../promql/names.js';
import { parsePromql } from '../../promql/parse.js';
import { partsOf, type Tree } from '../../promql/tree.js';
import { isZero } from '../../promql/zero.js';

/** What says something where nothing is there. */
const OF_NOTHING: readonly string[] = ['absent', 'absent_over_time', 'vector', 'time'];
/** What a target of an engine cannot show: metrics of other engines and of routers. */
const OF_TARGETS: readonly string[] = [...Object.keys(runtimeGenerations), 'sglangRouter'];
const OF_ENGINES: ReadonlySet<string> = new Set(
  catalogue.filter(({ component }) => OF_TARGETS.includes(component)).map(({ name }) => name),
);

/**
 * Says whether an expression measures something of a target that shows these metrics and no others of engines; the rest of the install
 * is taken to answer. A record that would be 0 for want of a metric (`or 0 * ...`) measures nothing: no limit is above it.
 */
export function measuredBy(shown: ReadonlySet<string>, plan: Plan): (expression: string) => boolean {
  const rules = new Map<string, string[]>();
  for (const { record, expr } of recordRules(plan)) rules.set(record, [...(rules.get(record) ?? []), expr]);
  const ofRecord = memoize((record: string): boolean => rules.get(record)?.some(ofText) ?? true, rules.size);
  function ofText(expression: string): boolean {
    return measures(parsePromql(expression));
  }
  function measures(tree: Tree): boolean {
    if (tree.kind === 'selector') {
      const metric = metricOf(tree.name);
      if (metric === undefined) return ofRecord(tree.name);
      return shown.has(metric) || !OF_ENGINES.has(metric);
    }
    if (tree.kind === 'call' && OF_NOTHING.includes(tree.name)) return true;
    if (tree.kind === 'binary' && tree.operator === 'or') {
      return measures(tree.left) || (!isZero(tree.right) && measures(tree.right));
    }
    if (tree.kind === 'binary' && tree.operator === 'unless') return measures(tree.left);
    return partsOf(tree).every((part) => part.kind === 'literal' || measures(part));
  }
  return ofText;
}
