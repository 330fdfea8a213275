import { Construct } from 'constructs';
import { placeOf } from '../files/written.js';
import { schemaProblems } from '../objects/object-problems.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { ownRuleProblems } from '../rules/own-rule-checks.js';
import { type OwnRules, ownGroups } from '../rules/own-rules.js';
import { checkedBy } from './checked.js';
import { manifestsBelow } from './manifests.js';
import { ruleObject } from './rule-objects.js';

/** Rules of one's own, and the environment beside whose rules they stand. */
export interface ArksOwnRulesProps extends SurfaceProps, OwnRules {}

/**
 * Records and alerts of one's own in one object, in the form that the ruler of the environment reads, with its labels and severities, and
 * about its cluster where the ruler has several. Synth refuses what the checks of our own rules would.
 */
export class ArksOwnRules extends Construct {
  constructor(scope: Construct, id: string, { environment, ...own }: ArksOwnRulesProps) {
    super(scope, id);
    const groups = ownGroups(own, environment);
    ruleObject(this, { environment, name: own.name, groups, annotations: {} });
    checkedBy(this, () => [
      ...ownRuleProblems(own, groups, planOf(environment).recordedNames).map((message) => ({
        ...placeOf(environment),
        message,
      })),
      ...schemaProblems(manifestsBelow(this), environment),
    ]);
  }
}
