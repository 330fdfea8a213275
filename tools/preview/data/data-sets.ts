import { constant } from '@arks-monitoring/simulator/model/arrivals.js';
import type { ListedScenario } from '@arks-monitoring/simulator/scenarios/listed.js';
import { allFaults, withFaults } from '@arks-monitoring/simulator/scenarios/of-fault.js';
import { standard } from '@arks-monitoring/simulator/scenarios/standard.js';
import { bigFleet } from './big-fleet.js';

/** A simulated fleet whose whole history is known: its seeds are fixed, and so is its end. */
export interface DataSet {
  readonly name: string;
  /** What there is to see, in a sentence without a full stop. */
  readonly title: string;
  readonly scenario: ListedScenario;
}

/** When every history ends: a Sunday noon, so that no two pictures differ by the clock. */
export const UNTIL_SECONDS = Date.UTC(2026, 2, 1, 12) / 1_000;
/** What a dashboard shows when it is opened, and the windows of the first rates. */
const MINUTES = 6 * 60 + 20;
/** Long enough for an alert to fire and for the graphs to show what was before. */
const FAULT_MINUTES_BEFORE_END = 40;
const START_MINUTES = 10;
/** One engine that hangs without an error, and an upstream that answers with errors. */
export const DEFAULT_FAULTS: readonly string[] = ['engine-hangs', 'gateway-5xx'];

/** Everything that `--data` can name. Throws where one of the faults is none, with those that there are. */
export function dataSets(faults: readonly string[] = DEFAULT_FAULTS): readonly DataSet[] {
  const day: ListedScenario = { ...standard, minutes: MINUTES };
  // Nobody looks at an incident that is over, so none of them is mended.
  const planned = faults.map((name) => {
    const { ends: _, ...fault } = faultOf(name);
    return { fault, minute: MINUTES - FAULT_MINUTES_BEFORE_END };
  });
  return [
    { name: 'healthy', title: 'even load, nothing is wrong', scenario: day },
    {
      name: 'incident',
      title: planned.map(({ fault }) => fault.title).join('; '),
      scenario: { ...withFaults(day, planned), minutes: MINUTES },
    },
    {
      name: 'idle',
      title: 'nobody asks for anything',
      scenario: {
        ...day,
        fleet: { ...day.fleet, workloads: day.fleet.workloads.map((one) => ({ ...one, arrivals: constant(0) })) },
      },
    },
    {
      name: 'start',
      title: `monitoring has watched for ${START_MINUTES} minutes`,
      scenario: { ...day, minutes: START_MINUTES },
    },
    { name: 'fleet', title: bigFleet.title, scenario: bigFleet },
  ];
}

function faultOf(name: string) {
  const fault = allFaults.find((one) => one.name === name);
  if (fault === undefined)
    throw new Error(`--fault must be one of ${allFaults.map((one) => one.name).join(', ')}, got "${name}"`);
  return fault;
}
