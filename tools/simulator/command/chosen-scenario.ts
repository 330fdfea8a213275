import { oneOf } from '../checks.js';
import { simulatedEnvironment } from '../environment.js';
import { allScenarios } from '../scenarios/index.js';
import { type ListedScenario, scenarioProblems } from '../scenarios/listed.js';
import { allFaults, happens, type PlannedFault, settleMinutesOf, withFaults } from '../scenarios/of-fault.js';
import { startScenario } from '../scenarios/scenario.js';
import { numberProblems } from './numbers.js';
import type { Given } from './options.js';

const DEFAULT_SCENARIO = 'standard';
/** Thirty days: what nobody means is a typo. */
const MOST_MINUTES = 43_200;
const EVENT = /^(?<name>[^@]*)(?:@(?<minute>.*))?$/;

/** The scenario that was asked for with all that was to go wrong in it, or everything wrong with the asking. */
export type Chosen = { readonly scenario: ListedScenario } | { readonly problems: readonly string[] };

export function chosenScenario({ values }: Given, scenarios: readonly ListedScenario[] = allScenarios): Chosen {
  const [name = DEFAULT_SCENARIO] = values.scenario ?? [];
  const [minutes] = values.minutes ?? [];
  const minutesProblems = numberProblems('--minutes', minutes, { whole: true, least: 1, most: MOST_MINUTES });
  const base = scenarios
    .filter((scenario) => scenario.name === name)
    .map((scenario) => (minutes === undefined ? scenario : { ...scenario, minutes: Number(minutes) }))[0];
  const faults = (values.fault ?? []).map(plannedFault);
  const problems = [
    ...oneOf('--scenario', name, scenarios.map(nameOf)),
    ...minutesProblems,
    ...faults.flatMap((fault) => ('problems' in fault ? fault.problems : [])),
    ...(base === undefined || minutesProblems.length > 0 ? [] : scenarioProblems(base)),
  ];
  if (base === undefined || problems.length > 0) return { problems };
  const planned = faults.flatMap((fault) => ('fault' in fault ? [fault] : []));
  const combined = withFaults(base, planned);
  const scenario = minutes === undefined ? combined : { ...combined, minutes: base.minutes };
  const impossible = planned.flatMap((fault) => [...late(fault, scenario), ...rehearsed(base, fault)]);
  return impossible.length > 0 ? { problems: impossible } : { scenario };
}

function plannedFault(text: string): PlannedFault | { readonly problems: readonly string[] } {
  const { name = '', minute } = EVENT.exec(text)?.groups ?? {};
  const fault = allFaults.find((one) => one.name === name);
  const problems = [
    ...oneOf('--fault', name, allFaults.map(nameOf)),
    ...(fault === undefined || happens(fault)
      ? []
      : [`--fault ${name} is there from the start, so it can only be a scenario: --scenario ${name}`]),
    ...numberProblems(`the minute of --fault ${name}`, minute, { whole: false, least: 0, most: MOST_MINUTES }),
  ];
  if (fault === undefined || problems.length > 0) return { problems };
  return { fault, minute: minute === undefined ? settleMinutesOf(fault) : Number(minute) };
}

function late({ fault: { name }, minute }: PlannedFault, { minutes }: ListedScenario): readonly string[] {
  return minute < minutes
    ? []
    : [`--fault ${name}@${minute} must begin before the scenario ends after ${minutes} minutes`];
}

/** A fault asks for parts by name; whether they are there is seen on a fleet that nobody watches. */
function rehearsed(scenario: ListedScenario, { fault }: PlannedFault): readonly string[] {
  const fleet = startScenario({ ...scenario, events: [] }, simulatedEnvironment(scenario.settings));
  try {
    fault.begin(fleet);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`--fault ${fault.name} cannot happen in ${scenario.name}: ${reason}`];
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
