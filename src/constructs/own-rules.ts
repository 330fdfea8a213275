import { Construct } from 'constructs';
import { schemaProblems } from '../objects/object-problems.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { asWatched, isWatched } from '../rules/evaluated.js';
import { namesTaken } from '../rules/names-taken.js';
import { ownRuleProblems } from '../rules/own-rule-checks.js';
import { type OwnRules, ownGroups } from '../rules/own-rules.js';
import { checkedBy } from './checked.js';
import { manifestsBelow } from './manifests.js';
import { tellsOf, toldBeside } from './own-told.js';
import { ruleObject } from './rule-objects.js';
import { takenNames } from './taken-names.js';

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
    ruleObject(this, { environment, name: own.name, groups: groups.map(asWatched), annotations: {} });
    const rules = groups.flatMap((group) => group.rules);
    tellsOf(this, {
      environment,
      alerts: rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : [])),
      records: rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])),
      watched: groups.filter(isWatched),
      named: namesTaken({ name: own.name, groups }),
    });
    checkedBy(this, () => {
      // Records of other constructs are known as those of this one are.
      const reading = { ...own, series: [...(own.series ?? []), ...toldBeside(this, environment).records] };
      return [
        ...ownRuleProblems(reading, groups, { environment, beside: planOf(environment) }),
        ...takenNames(this, environment),
        ...schemaProblems(manifestsBelow(this), environment),
      ];
    });
  }
}
