import { atLeast, differentNames, wholeNumber } from '../checks.js';
import { specProblems } from '../fleet/spec-problems.js';
import type { Scenario } from './scenario.js';

/** A scenario that people choose by its name. */
export interface ListedScenario extends Scenario {
  /** What there is to see, in a sentence without a full stop. */
  readonly title: string;
  /** Settings of the environment it is watched in, beside those of the simulated one. */
  readonly settings?: object;
  /** Groups of rules that are not evaluated. */
  readonly withoutGroups?: readonly string[];
}

/** Everything wrong with a scenario, each with its path; empty where nothing is. */
export function scenarioProblems({ name, fleet, minutes, unseenMinutes = 0, events }: ListedScenario) {
  return [
    ...wholeNumber('minutes', minutes, 1),
    ...wholeNumber('unseenMinutes', unseenMinutes, 0),
    ...events.flatMap(({ minute }, index) => [
      ...atLeast(`events[${index}].minute`, minute, 0),
      ...(minute < minutes
        ? []
        : [`events[${index}].minute must be before the scenario ends after ${minutes} minutes, got ${minute}`]),
    ]),
    ...specProblems(fleet).map((problem) => `fleet.${problem}`),
  ].map((problem) => `${name}: ${problem}`);
}

/** Names that are there twice: nobody could choose the second. */
export function listProblems(scenarios: readonly ListedScenario[]): readonly string[] {
  return differentNames(
    'scenarios',
    scenarios.map(({ name }) => name),
  );
}
