import { stringify } from 'yaml';
import type { Environment } from '../../../src/config/environment.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { ruleGroups } from '../operator/rule-groups.js';
import type { ListedScenario } from '../scenarios/listed.js';

/** The file that rules are written to beside what reads them. */
export const RULES_FILE = 'rules.yml';

/** The groups that are evaluated in a scenario, each after those that it reads. */
export function groupsOf({ withoutGroups = [] }: ListedScenario, environment: Environment): readonly RuleGroup[] {
  return ruleGroups(environment).filter(({ name }) => !withoutGroups.includes(name));
}

/** Groups as a file of rules for people to read. */
export function rulesText(groups: readonly RuleGroup[]): string {
  return stringify({ groups }, { aliasDuplicateObjects: false, lineWidth: 0 });
}
