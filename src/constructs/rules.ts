import { Construct } from 'constructs';
import { OFF_ANNOTATION } from '../config/own-keys.js';
import { alertingGroups } from '../rules/alerting.js';
import { ALERT } from '../rules/objectives/budget-burn.js';
import { objectivesOf } from '../rules/objectives/measured.js';
import { objectiveGroups } from '../rules/objectives/objective-rules.js';
import { recordingGroups } from '../rules/recording.js';
import { ruleObject } from './rule-objects.js';
import type { SurfaceProps } from './surface.js';

/** Recording rules, an object a subject. */
export class ArksRecordingRules extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const group of recordingGroups(environment)) {
      ruleObject(this, { environment, name: group.name, groups: [group], annotations: {} });
    }
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
      const annotations = reasons.length === 0 ? {} : { [OFF_ANNOTATION]: reasons.join('\n') };
      ruleObject(this, { environment, name: group.name, groups, annotations });
    }
  }
}

/** Objectives, an object each: what it counts, its error budget, its alerts. */
export class ArksObjectives extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const objective of objectivesOf(environment)) {
      const reason = environment.alerts.off[ALERT];
      const annotations = reason === undefined ? {} : { [OFF_ANNOTATION]: `${ALERT}: ${reason}` };
      const groups = objectiveGroups(objective, environment);
      ruleObject(this, { environment, name: `arks-slo-${objective.name}`, groups, annotations });
    }
  }
}
