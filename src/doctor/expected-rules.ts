import { recordingOf } from '../documented/planned.js';
import { memoize } from '../lib/memoize.js';
import type { Plan } from '../plan/plan.js';
import { deliverable, groupsOfFile } from '../rules/extra/read.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { rulerGroup } from '../rules/ruler.js';

/** Nobody looks at many plans at a time. */
const PLANS = 2;

/** The groups of rules that an environment writes, as its ruler gets them; those without rules are left out. */
export const rulesOf = memoize((plan: Plan): readonly RuleGroup[] => {
  const { environment, alerted, extraRules } = plan;
  const own = [...recordingOf(plan), ...alerted.map(({ group }) => group)].map((group) =>
    rulerGroup(group, environment),
  );
  const extra = deliverable(extraRules).flatMap((file) =>
    groupsOfFile(file).map((group) => rulerGroup(group, environment)),
  );
  return [...own, ...extra].filter(({ rules }) => rules.length > 0);
}, PLANS);

/** What a rule is called. */
export function ruleName(rule: RuleGroup['rules'][number]): string {
  return 'record' in rule ? rule.record : rule.alert;
}
