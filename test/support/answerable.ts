import type { Environment } from '../../src/config/environment.js';
import { metricOf, seriesNames } from '../../src/promql/names.js';
import { parsePromql } from '../../src/promql/parse.js';
import { partsOf, type Tree } from '../../src/promql/tree.js';
import { monitorsOf } from './monitors.js';
import { ruleGroups } from './rules.js';

/** What Prometheus writes itself, and what other monitors scrape. */
const ANYWHERE = /^(up|scrape_\w+|ALERTS(_FOR_STATE)?|DCGM_\w+|container_\w+|kube_\w+)$/;

/**
 * Who reads written objects and nothing else: whether an expression could have a series, by what the monitors keep and the rules
 * record. It does not look at matchers, so that it says yes too often and never no.
 */
export function answerable(environment: Environment): (expression: string) => boolean {
  const kept = monitorsOf(environment)
    .flatMap(({ endpoints }) => endpoints.flatMap(({ metricRelabelings = [] }) => metricRelabelings))
    .filter(({ action, sourceLabels }) => action === 'keep' && sourceLabels?.join() === '__name__')
    .map(({ regex }) => new RegExp(`^(?:${regex})$`));
  const records = new Map<string, string[]>();
  for (const one of ruleGroups(environment).flatMap(({ rules }) => rules)) {
    if ('record' in one) records.set(one.record, [...(records.get(one.record) ?? []), one.expr]);
  }
  const known = new Map<string, boolean>();
  const isThere = (name: string): boolean => {
    if (ANYWHERE.test(name) || name === '') return true;
    if (metricOf(name) !== undefined) return kept.some((regex) => regex.test(name));
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = (records.get(name) ?? []).some((expr) => can(parsePromql(expr)));
    known.set(name, found);
    return found;
  };
  const can = (tree: Tree): boolean => {
    if (tree.kind === 'selector') return isThere(tree.name);
    if (tree.kind === 'binary' && tree.operator === 'or') return can(tree.left) || can(tree.right);
    if (tree.kind === 'binary' && tree.operator === 'unless') return can(tree.left);
    return (tree.kind === 'call' && /^(absent|vector)$/.test(tree.name)) || partsOf(tree).every(can);
  };
  return (expression) => seriesNames(expression).length === 0 || can(parsePromql(expression));
}
