import { Construct } from 'constructs';
import { PrometheusRule, type PrometheusRuleSpec } from '../../imports/monitoring.js';
import type { Environment } from '../config/environment.js';
import { alertingGroups } from '../rules/alerting.js';
import { objectivesOf } from '../rules/objectives/measured.js';
import { ALERT, objectiveGroups } from '../rules/objectives/objective-rules.js';
import { recordingGroups } from '../rules/recording.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { selectedMetadata } from './metadata.js';
import type { SurfaceProps } from './surface.js';

/** Why an alert of the group is missing, for whoever reads the object. */
const OFF_ANNOTATION = 'arks.ai/alerts-off';

/** Recording rules, an object a subject. */
export class ArksRecordingRules extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const group of recordingGroups(environment)) addRule(this, environment, group.name, [group]);
  }
}

/** Alerts, an object a group. Reasons of those that are switched off stand in an annotation. */
export class ArksAlerts extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const { group, off } of alertingGroups(environment)) {
      const reasons = Object.entries(off).map(([name, reason]) => `${name}: ${reason}`);
      if (group.rules.length === 0 && reasons.length === 0) continue;
      const groups = group.rules.length === 0 ? [] : [group];
      addRule(
        this,
        environment,
        group.name,
        groups,
        reasons.length === 0 ? {} : { [OFF_ANNOTATION]: reasons.join('\n') },
      );
    }
  }
}

/** Objectives, an object each: what it counts, its error budget, its alerts. */
export class ArksObjectives extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const objective of objectivesOf(environment)) {
      const reason = environment.alerts.off[ALERT];
      const off = reason === undefined ? {} : { [OFF_ANNOTATION]: `${ALERT}: ${reason}` };
      addRule(this, environment, `arks-slo-${objective.name}`, objectiveGroups(objective, environment), off);
    }
  }
}

function addRule(
  scope: Construct,
  environment: Environment,
  name: string,
  groups: readonly RuleGroup[],
  annotations: Readonly<Record<string, string>> = {},
): void {
  const metadata = selectedMetadata({ environment, component: 'rules', name });
  new PrometheusRule(scope, name, {
    metadata: {
      ...metadata,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...metadata.annotations, ...annotations } }),
    },
    spec: { groups: groups.map(groupSpec) },
  });
}

function groupSpec({ name, interval, rules }: RuleGroup): NonNullable<PrometheusRuleSpec['groups']>[number] {
  return {
    name,
    interval,
    rules: rules.map((rule) => ({
      ...rule,
      ...(rule.labels === undefined ? {} : { labels: { ...rule.labels } }),
      ...('annotations' in rule ? { annotations: { ...rule.annotations } } : {}),
    })),
  };
}
