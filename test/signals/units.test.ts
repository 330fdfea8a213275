import { expect, test } from 'vitest';
import { subjects } from '../../src/signals/records.js';

const recorded = subjects.flatMap((subject) => subject.recorded);

test('how often something is measured is told per second, not in the unit of what is measured', () => {
  const counts = recorded.filter(({ record }) => /_count:rate/.test(record));
  expect(counts.length).toBeGreaterThan(8);
  expect(counts.filter(({ unit }) => !unit.endsWith('/s')).map(({ record }) => record)).toEqual([]);
});

test('a share is a ratio, and nothing else is', () => {
  const ratios = recorded.filter(({ record }) => /:ratio/.test(record));
  expect(ratios.length).toBeGreaterThan(4);
  expect(ratios.filter(({ unit }) => unit !== 'ratio').map(({ record }) => record)).toEqual([]);
});
