import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { allFaults } from '@arks-monitoring/simulator/scenarios/of-fault.js';
import { expect, test } from 'vitest';
import { fallsSilent, isAsExpected, playFault } from '../../tools/proofs/fault-matrix.js';

/** Longer than promtool may take before it is ended, and the fleet before it. */
const LONGEST_MILLISECONDS = 600_000;
const { promtool } = providePrometheus();
const BESIDE_TARGETS = {
  tenants: { namespaces: ['tenant-a', 'tenant-b'] },
  scrape: { interval: '60s', monitors: 'perNamespace' },
};
/** Each kind of target whose job, or whose namespace, some alert asks for, and a day on which nothing is wrong. */
const PLAYED = [
  'plugin-gone',
  'operator-gone',
  'custom-resources-gone',
  'router-loses-workers',
  'nothing-kept-of-a-target',
  'morning',
];
const faults = PLAYED.map((name) => {
  const fault = allFaults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  return fault;
});

test.each(faults)(
  '$name is told in time where monitors are beside their targets, and nothing else',
  async (fault) => {
    const outcome = await playFault(promtool, { ...fault, settings: { ...fault.settings, ...BESIDE_TARGETS } });
    expect(outcome.falseAlarms).toEqual([]);
    expect(outcome.raised.filter((one) => !isAsExpected(one))).toEqual([]);
    expect(fallsSilent(outcome)).toBe(true);
  },
  LONGEST_MILLISECONDS,
);
