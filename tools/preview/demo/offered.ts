import type { Fault } from '@arks-monitoring/simulator/faults/fault.js';
import type { Fleet } from '@arks-monitoring/simulator/fleet/fleet.js';
import { allFaults, happens } from '@arks-monitoring/simulator/scenarios/of-fault.js';
import { standardFleet } from '@arks-monitoring/simulator/scenarios/standard.js';

/**
 * Faults that happen to the install of the demo as it is: they need no other settings, and raise something that can be watched. Those
 * that can be mended come first.
 */
export const offered: readonly Fault[] = allFaults
  .filter(
    (fault) =>
      happens(fault) &&
      fault.raises.length > 0 &&
      fault.fleet === standardFleet &&
      fault.settings === undefined &&
      fault.withoutGroups === undefined &&
      fault.unseenMinutes === undefined &&
      fault.long !== true,
  )
  .sort((one, other) => Number(one.ends === undefined) - Number(other.ends === undefined));

/** A fault, and how far it has come. */
export interface FaultState {
  readonly fault: Fault;
  /** Unix seconds; undefined while nobody has started it. */
  readonly begun: number | undefined;
  /** Unix seconds; undefined while it lasts. */
  readonly mended: number | undefined;
}

/** What can be done to a running fleet. */
export interface FaultSwitches {
  readonly states: () => readonly FaultState[];
  /** Begins a fault. Returns a sentence instead where that cannot be. */
  readonly begin: (name: string) => string | undefined;
  /** Mends a fault that has begun. Returns a sentence instead where that cannot be. */
  readonly mend: (name: string) => string | undefined;
}

/** Switches of this fleet; `begun` has begun before it is watched, and `now` is in Unix seconds. */
export function faultSwitches(fleet: Fleet, begun: ReadonlyMap<string, number>, now: () => number): FaultSwitches {
  const states = new Map<string, FaultState>(
    offered.map((fault) => [fault.name, { fault, begun: begun.get(fault.name), mended: undefined }]),
  );
  return {
    states: () => [...states.values()],
    begin: (name) => {
      const state = states.get(name);
      if (state === undefined) return unknownFault(name);
      if (state.begun !== undefined && state.mended === undefined) return `${name} lasts already`;
      state.fault.begin(fleet);
      states.set(name, { ...state, begun: now(), mended: undefined });
      return undefined;
    },
    mend: (name) => {
      const state = states.get(name);
      if (state === undefined) return unknownFault(name);
      const { ends } = state.fault;
      if (ends === undefined) return `${name} is mended by nobody; Ctrl-C ends the demo`;
      if (state.begun === undefined || state.mended !== undefined) return `${name} does not last`;
      ends.mend(fleet);
      states.set(name, { ...state, mended: now() });
      return undefined;
    },
  };
}

/** What is allowed instead. */
export function unknownFault(name: string): string {
  return `a fault must be one of ${offered.map((fault) => fault.name).join(', ')}, got "${name}"`;
}
