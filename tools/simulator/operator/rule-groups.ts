import type { Environment } from '../../../src/config/environment.js';
import { alertingGroups } from '../../../src/rules/alerting.js';
import { objectivesOf } from '../../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../../src/rules/objectives/objective-rules.js';
import { recordingGroups } from '../../../src/rules/recording.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';

/** Every rule group of an environment, each after those that it reads. */
export function ruleGroups(environment: Environment): readonly RuleGroup[] {
  return [
    ...recordingGroups(environment),
    ...objectivesOf(environment).flatMap((objective) => objectiveGroups(objective, environment)),
    ...alertingGroups(environment).map(({ group }) => group),
  ];
}
