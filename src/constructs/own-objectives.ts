import { Construct } from 'constructs';
import type { ObjectiveSettings } from '../config/objective-settings.js';
import { objectivesPlanned } from '../plan/given-objectives.js';
import type { Promising } from '../plan/promising.js';
import { objectiveWatched } from '../rules/objectives/objective-rules.js';
import { checkedBy } from './checked.js';
import { objectiveObject } from './objective-objects.js';
import { tellsOf } from './own-told.js';
import { takenNames } from './taken-names.js';

/** Objectives of a program, the environment that they are promised in, and records of the program that they count. */
export interface ArksOwnObjectivesProps extends Promising {
  /** Each as an entry of `slos` is. */
  readonly objectives: readonly ObjectiveSettings[];
}

/**
 * Objectives beside those of an environment, an object each, in the form that its ruler reads: what each counts, its error budget, its
 * alerts. Where the environment configures Alertmanager, they are told and silenced as those are. Throws InvalidEnvironments where one is
 * wrong.
 */
export class ArksOwnObjectives extends Construct {
  constructor(scope: Construct, id: string, { objectives, ...promising }: ArksOwnObjectivesProps) {
    super(scope, id);
    const planned = objectivesPlanned(objectives, promising);
    const { environment } = promising;
    const own = planned.map(({ objective }) => objective);
    tellsOf(this, {
      environment,
      objectives: own,
      watched: own.flatMap((objective) => objectiveWatched(objective, environment)),
      named: own.map(({ name }) => `object arks-slo-${name}`),
    });
    checkedBy(this, () => takenNames(this, environment));
    for (const one of planned) objectiveObject(this, { environment: { ...environment, slos: [one.objective] } }, one);
  }
}
