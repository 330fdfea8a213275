import { Construct } from 'constructs';
import { schemaProblems } from '../objects/object-problems.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { ownRuleProblems } from '../rules/own-rule-checks.js';
import { type OwnRules, ownGroups } from '../rules/own-rules.js';
import { checkedBy } from './checked.js';
import { manifestsBelow } from './manifests.js';
import { tellsOf } from './own-alerts.js';
import { ruleObject } from './rule-objects.js';

/** Rules of one's own, and the environment beside whose rules they stand. */
export interface ArksOwnRulesProps extends SurfaceProps, OwnRules {}

/**
 * Records and alerts of one's own in one object, in the form that the ruler of the environment reads, with its labels and severities, and
 * about its cluster where the ruler has several. Where the environment configures Alertmanager, alerts take the routes of ours. Synth
 * refuses what it refuses of files in `rules.extraRules`, and alerts that tell no value.
 */
export class ArksOwnRules extends Construct {
  constructor(scope: Construct, id: string, { environment, ...own }: ArksOwnRulesProps) {
    super(scope, id);
    const groups = ownGroups(own, environment);
    ruleObject(this, { environment, name: own.name, groups, annotations: {} });
    const rules = groups.flatMap((group) => group.rules);
    tellsOf(this, { environment, alerts: rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : [])) });
    checkedBy(this, () => [
      ...ownRuleProblems(own, groups, { environment, beside: planOf(environment) }),
      ...schemaProblems(manifestsBelow(this), environment),
    ]);
  }
}
