import { Construct } from 'constructs';
import { ABOUT_ANNOTATION, OFF_ANNOTATION } from '../config/own-keys.js';
import { NOT_FOR_FLUX } from '../objects/flux.js';
import type { PartProps } from '../plan/part-props.js';
import { type Plan, planOf } from '../plan/plan.js';
import { alertingGroups } from '../rules/alerting.js';
import { alertGroups } from '../rules/alerts/index.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { asWatched, type WatchedGroup } from '../rules/evaluated.js';
import { extraRuleProblems } from '../rules/extra/problems.js';
import { deliverable, groupsOfFile } from '../rules/extra/read.js';
import type { AlertingRules, RuleGroup } from '../rules/rule-group.js';
import { checkedBy } from './checked.js';
import { objectiveObject } from './objective-objects.js';
import { toldBeside } from './own-told.js';
import { ruleObject } from './rule-objects.js';

/** Recording rules, an object a subject. */
export class ArksRecordingRules extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    for (const group of plan.recorded) {
      ruleObject(this, { environment, name: group.name, groups: [group], annotations: {} });
    }
  }
}

/** Alerts, an object a group. Reasons of those that are switched off, and what overrides are about, stand in annotations. */
export class ArksAlerts extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    // Rules of a program may come after this object; which groups there are is known once it is written.
    const watching = (group: AlertingRules) => () => [
      watchingBeside(group, plan, toldBeside(this, environment).watched),
    ];
    for (const { group, off, about } of plan.alerted) {
      const annotations = { ...annotation(OFF_ANNOTATION, off), ...annotation(ABOUT_ANNOTATION, about) };
      if (group.rules.length === 0 && Object.keys(off).length === 0) continue;
      const groups = isWatching(group) ? watching(group) : group.rules.length === 0 ? [] : [group];
      ruleObject(this, { environment, name: group.name, groups, annotations });
    }
  }
}

/** The groups of alerts that watch whether rules are evaluated. */
const WATCHING = alertGroups.filter(({ alerts }) =>
  alerts.some(({ name }) => name === monitoringAlerts.rulesStale.name),
);

function isWatching({ rules }: AlertingRules): boolean {
  return rules.some(({ alert }) => alert === monitoringAlerts.rulesStale.name);
}

/** The same group, which also watches these groups of a program. */
function watchingBeside(
  group: AlertingRules,
  { environment, watched }: Plan,
  own: readonly WatchedGroup[],
): AlertingRules {
  if (own.length === 0) return group;
  const recordingGroups = [...watched.recordingGroups, ...own];
  const all = alertingGroups(environment, { ...watched, recordingGroups }, WATCHING);
  return all.find((one) => one.group.name === group.name)?.group ?? group;
}

/** Objectives, an object each: what it counts, its error budget, its alerts. */
export class ArksObjectives extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    for (const promised of plan.promised) objectiveObject(this, { environment }, promised);
  }
}

/** Rules of somebody else, an object a file: as ours are, with the labels that every alert gets. What they say for Go is left as it is. */
export class ArksExtraRules extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    const extra = plan.extraRules;
    checkedBy(this, () => extraRuleProblems(environment, plan, extra));
    for (const file of deliverable(extra)) {
      const groups = groupsOfFile(file).map((group) => asWatched(withLabels(group, environment.alerts.labels)));
      ruleObject(this, { environment, name: file.name, groups, annotations: NOT_FOR_FLUX });
    }
  }
}

function withLabels(group: RuleGroup, labels: Readonly<Record<string, string>>): RuleGroup {
  return {
    ...group,
    rules: group.rules.map((rule) => ('alert' in rule ? { ...rule, labels: { ...labels, ...rule.labels } } : rule)),
  };
}

/** A line for each name; no annotation without any. */
function annotation(key: string, said: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lines = Object.entries(said).map(([name, words]) => `${name}: ${words}`);
  return lines.length === 0 ? {} : { [key]: lines.join('\n') };
}
