import { type Fault, nothing } from '../faults/fault.js';
import { faults } from '../faults/index.js';
import type { ListedScenario } from './listed.js';

/** Every fault and every quiet day. */
export const allFaults: readonly Fault[] = Object.values(faults).flat();

/** A fault, and the minute of a scenario at which it begins. */
export interface PlannedFault {
  readonly fault: Fault;
  readonly minute: number;
}

const SETTLE_MINUTES = 20;

/** Minutes before a fault begins in a scenario of its own. */
export function settleMinutesOf({ settleMinutes = SETTLE_MINUTES }: Fault): number {
  return settleMinutes;
}

/** Whether a fault is something that happens; what is there from the start is a matter of its fleet. */
export function happens({ begin }: Fault): boolean {
  return begin !== nothing;
}

/** A fault as a scenario: the install it happens to, and the fault after a while. */
export function scenarioOf(fault: Fault): ListedScenario {
  const { name, title, fleet, settings, withoutGroups, convertsHistograms, unseenMinutes } = fault;
  const settle = settleMinutesOf(fault);
  return {
    name,
    title,
    fleet,
    minutes: settle + fault.minutes,
    events: eventsOf(fault, settle),
    ...(settings === undefined ? {} : { settings }),
    ...(withoutGroups === undefined ? {} : { withoutGroups }),
    ...(convertsHistograms === undefined ? {} : { convertsHistograms }),
    ...(unseenMinutes === undefined ? {} : { unseenMinutes }),
  };
}

/** What happens where a fault begins at this minute. */
function eventsOf(fault: Fault, minute: number): ListedScenario['events'] {
  const { begin, ends } = fault;
  return [
    ...(happens(fault) ? [{ minute, happen: begin }] : []),
    ...(ends === undefined ? [] : [{ minute: minute + ends.afterMinutes, happen: ends.mend }]),
  ];
}

/** A scenario in which these faults happen, too, and which lasts until the end of each. */
export function withFaults(scenario: ListedScenario, planned: readonly PlannedFault[]): ListedScenario {
  return {
    ...scenario,
    minutes: Math.max(scenario.minutes, ...planned.map(({ fault, minute }) => minute + fault.minutes)),
    events: [...scenario.events, ...planned.flatMap(({ fault, minute }) => eventsOf(fault, minute))],
  };
}
