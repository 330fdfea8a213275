import type { ListedScenario } from '@arks-monitoring/simulator/scenarios/listed.js';
import { withFaults } from '@arks-monitoring/simulator/scenarios/of-fault.js';
import { standard } from '@arks-monitoring/simulator/scenarios/standard.js';
import { offered } from './offered.js';
import type { DemoOptions } from './options.js';

const MINUTES_BEFORE_END = 30;

/** The minute at which faults begin that have begun before the demo opens: half an hour before its end, or half of it where it is short. */
export function faultMinute({ minutes }: Pick<DemoOptions, 'minutes'>): number {
  return Math.max(minutes - MINUTES_BEFORE_END, Math.floor(minutes / 2));
}

/** The past of the demo: the standard install, and what has gone wrong there; nobody has mended it. */
export function demoScenario(options: Pick<DemoOptions, 'faults' | 'minutes'>): ListedScenario {
  const { faults, minutes } = options;
  const planned = offered
    .filter(({ name }) => faults.includes(name))
    .map(({ ends: _, ...fault }) => ({ fault, minute: faultMinute(options) }));
  const past = { ...standard, title: 'a small install with every kind of part' };
  return { ...withFaults(past, planned), minutes };
}
