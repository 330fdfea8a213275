import type { ObjectiveSettings } from '../config/objective-settings.js';
import { objectivesGiven } from '../files/objectives.js';
import { InvalidEnvironments, type Problem } from '../lib/problem.js';
import { wronglyNamedEvents } from '../rules/objectives/events-check.js';
import { thresholdProblems } from '../rules/objectives/grid-check.js';
import { unmeasuredObjectives } from '../rules/objectives/measured.js';
import { objectiveGroups } from '../rules/objectives/objective-rules.js';
import { type PlannedObjective, planOf } from './plan.js';
import type { Promising } from './promising.js';

/**
 * Objectives that a program gives, each with its rules, as those of the environment have. Throws InvalidEnvironments with all that is
 * wrong with them, which is what synth refuses of those in `slos`, and a name that one of these has.
 */
export function objectivesPlanned(
  given: readonly ObjectiveSettings[],
  { environment, records = [] }: Promising,
): readonly PlannedObjective[] {
  const objectives = objectivesGiven(given, environment);
  const plan = planOf(environment);
  const promising = { ...environment, slos: [...objectives] };
  const taken = plan.promised.map(({ objective }) => objective.name);
  const problems: readonly Problem[] = [
    ...objectives.flatMap(({ name }, index) =>
      taken.includes(name)
        ? [
            {
              file: promising.file,
              message: `slos[${index}].name must not be that of an objective of the environment, got "${name}"`,
            },
          ]
        : [],
    ),
    ...thresholdProblems(promising, objectives),
    ...unmeasuredObjectives(promising, objectives),
    ...wronglyNamedEvents(promising, plan, records),
  ];
  if (problems.length > 0) throw new InvalidEnvironments(problems);
  return objectives.map((objective) => ({ objective, groups: objectiveGroups(objective, promising) }));
}
