import type { Environment } from '../config/environment.js';
import { objectivesOf } from '../rules/objectives/measured.js';
import { objectiveGroups } from '../rules/objectives/objective-rules.js';
import { recordingGroups } from '../rules/recording.js';

/** The names of everything that is recorded in an environment. */
export function recordedNames(environment: Environment): ReadonlySet<string> {
  const objectives = objectivesOf(environment).flatMap((objective) => objectiveGroups(objective, environment));
  const rules = [...recordingGroups(environment), ...objectives].flatMap((group) => group.rules);
  return new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
}
