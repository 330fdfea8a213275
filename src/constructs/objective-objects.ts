import type { Construct } from 'constructs';
import { OFF_ANNOTATION } from '../config/own-keys.js';
import type { SurfaceProps } from '../plan/part-props.js';
import type { PlannedObjective } from '../plan/plan.js';
import { ALERT } from '../rules/objectives/budget-burn.js';
import { ruleObject } from './rule-objects.js';

/** The object of an objective, with the reason where nobody is told of its budget. */
export function objectiveObject(
  scope: Construct,
  { environment }: SurfaceProps,
  { objective, groups }: PlannedObjective,
): void {
  const reason = environment.alerts.off[ALERT];
  const annotations = reason === undefined ? {} : { [OFF_ANNOTATION]: `${ALERT}: ${reason}` };
  ruleObject(scope, { environment, name: `arks-slo-${objective.name}`, groups, annotations });
}
