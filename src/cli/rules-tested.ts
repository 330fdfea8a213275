import { seriesNames } from '../promql/names.js';
import { at, listAt, textAt } from '../review/paths.js';
import type { AlertRule, RecordRule, RuleGroup } from '../rules/rule-group.js';

type Rule = RecordRule | AlertRule;

/** A file of unit tests, and all texts in which names of rules may stand: its own, and the expressions of rules beside ours. */
interface Asked {
  readonly tests: unknown;
  readonly text: string;
}

/**
 * Groups cut down to the rules that a text names and to those that they are made of: the others would only take time. An alert of which no
 * test says a text has none, since texts change with any release and promtool would compare them.
 */
export function rulesTested(groups: readonly RuleGroup[], { tests, text }: Asked): readonly RuleGroup[] {
  const all = groups.flatMap(({ rules }) => rules);
  const named = (name: string) => all.filter((rule) => nameOf(rule) === name);
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const read of named(name).flatMap(({ expr }) => seriesNames(expr))) if (named(read).length > 0) need(read);
  };
  for (const rule of all) if (text.includes(nameOf(rule))) need(nameOf(rule));
  const told = alertsWithTexts(tests);
  return groups
    .map((group) => ({
      ...group,
      rules: group.rules
        .filter((rule) => needed.has(nameOf(rule)))
        .map((rule) => ('record' in rule || told.has(rule.alert) ? rule : { ...rule, annotations: {} })),
    }))
    .filter(({ rules }) => rules.length > 0);
}

function nameOf(rule: Rule): string {
  return 'record' in rule ? rule.record : rule.alert;
}

/** The names of alerts of which some test expects texts. */
function alertsWithTexts(tests: unknown): ReadonlySet<string> {
  const expected = listAt(tests, 'tests').flatMap((test) => listAt(test, 'alert_rule_test'));
  return new Set(
    expected
      .filter((one) => listAt(one, 'exp_alerts').some((alert) => at(alert, 'exp_annotations') !== undefined))
      .map((one) => textAt(one, 'alertname')),
  );
}
