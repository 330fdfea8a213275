import type { ObjectiveSettings } from '../config/objective-settings.js';
import { objectivesPlanned } from '../plan/given-objectives.js';
import type { Promising } from '../plan/promising.js';
import type { RuleGroup } from '../rules/rule-group.js';

export type { ObjectiveSettings } from '../config/objective-settings.js';
export { ArksOwnObjectives, type ArksOwnObjectivesProps } from '../constructs/own-objectives.js';
export type { Promising } from '../plan/promising.js';
export type { AlertRule, RecordRule, RuleGroup } from '../rules/rule-group.js';

/**
 * The groups of rules of one objective, as Prometheus reads them: error ratios over all windows, what is left of the budget and how long it
 * lasts, and the alerts of four burn rates. They are as written, before a ruler of several clusters confines them to one. Throws
 * InvalidEnvironments with all that is wrong with the objective.
 */
export function objectiveRules(objective: ObjectiveSettings, promising: Promising): readonly RuleGroup[] {
  return objectivesPlanned([objective], promising).flatMap(({ groups }) => groups);
}
