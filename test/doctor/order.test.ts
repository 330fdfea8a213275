import { expect, test } from 'vitest';
import { targetsOf, vectorOf } from '../../src/doctor/sources/prometheus-shapes.js';

const labelled = [
  { job: 'arks-runtime', application: 'chat' },
  { job: 'arks-runtime', application: 'talk' },
  { job: 'arks-router' },
];

test('series are read in the same order, in whatever order Prometheus says them and their labels', () => {
  const answered = (metrics: readonly Readonly<Record<string, string>>[]) =>
    vectorOf({ resultType: 'vector', result: metrics.map((metric) => ({ metric, value: [1, '2'] })) });
  const reversed = labelled.map((labels) => Object.fromEntries(Object.entries(labels).toReversed())).toReversed();
  expect(answered(labelled)).toHaveLength(labelled.length);
  expect(answered(reversed)).toEqual(answered(labelled));
});

test('targets are read by pool and labels, in whatever order Prometheus says them', () => {
  const targets = ['a', 'b'].flatMap((scrapePool) =>
    labelled.map((labels) => ({ scrapePool, labels, health: 'up', scrapeUrl: `http://${labels.application}` })),
  );
  const answered = (activeTargets: readonly object[]) => targetsOf({ activeTargets, droppedTargetCounts: {} });
  expect(answered(targets)?.active.map(({ pool }) => pool)).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
  expect(answered(targets.toReversed())).toEqual(answered(targets));
});
