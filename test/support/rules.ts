import { seriesNames } from '../../src/promql/names.js';
import type { AlertRule, RecordRule, RuleGroup } from '../../src/rules/rule-group.js';

export { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';

type Rule = RecordRule | AlertRule;

/** The groups cut down to the rules of some alert and the records they rest on, in their order. */
export function groupsFor(groups: readonly RuleGroup[], wanted: (rule: Rule) => boolean): readonly RuleGroup[] {
  const all = groups.flatMap(({ rules }) => rules);
  const needed = new Set<Rule>();
  const need = (rule: Rule): void => {
    if (needed.has(rule)) return;
    needed.add(rule);
    const names = seriesNames(rule.expr);
    for (const other of all) if ('record' in other && names.includes(other.record)) need(other);
  };
  for (const rule of all) if (wanted(rule)) need(rule);
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
    .filter(({ rules }) => rules.length > 0);
}
