import type { Environment } from '../../../src/config/environment.js';
import { planOf } from '../../../src/plan/plan.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';

/** Every rule group of an environment, each after those that it reads. */
export function ruleGroups(environment: Environment): readonly RuleGroup[] {
  const { recorded, promised, alerted } = planOf(environment);
  return [...recorded, ...promised.flatMap(({ groups }) => groups), ...alerted.map(({ group }) => group)];
}
