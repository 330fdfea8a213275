import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { expect, inject, test } from 'vitest';
import { isAsExpected, playFault } from '../../tools/proofs/fault-matrix.js';

/** One of each subject on the standard install; they do not touch each other. `npm run test:proofs` plays every fault by itself. */
const TOGETHER = {
  Engines: 'replica-dies',
  'Disaggregated serving': 'router-loses-workers',
  Gateway: 'plugin-restarts',
  Tenants: 'quota-nearly-used',
  'Control plane': 'model-download-fails',
};

const some = Object.entries(TOGETHER).map(([subject, name]) => {
  const fault = faults[subject]?.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`${name} must be a fault of "${subject}"`);
  return fault;
});

test('a fault of each subject on one fleet is told in time, and nothing else, nor anything before', async () => {
  const [first] = some;
  if (first === undefined) throw new Error('there must be faults');
  const outcome = await playFault(inject('prometheus').promtool, {
    name: 'together',
    title: 'one fault of each subject begins',
    fleet: first.fleet,
    minutes: Math.max(...some.flatMap(({ raises }) => raises.map(({ withinMinutes }) => withinMinutes))),
    begin: (fleet) => {
      for (const { begin } of some) begin(fleet);
    },
    raises: some.flatMap(({ raises }) => raises),
  });
  expect(some.filter(({ fleet }) => fleet !== first.fleet)).toEqual([]);
  expect(outcome.raised.filter((one) => !isAsExpected(one))).toEqual([]);
  expect(outcome.falseAlarms).toEqual([]);
});
