import { expect, test } from 'vitest';
import { foldersApart, prometheusTests } from '../../../real/prometheus-tests.js';

const files = prometheusTests();

test.each([
  'test/stories/stories.test.ts',
  'tools/simulator/test/firings.test.ts',
  'test/live/surfaces.test.ts',
  'test/rules/records.test.ts',
  'test/proofs/prometheus/special-stories.test.ts',
])('%s starts a Prometheus, and runs with both versions', (file) => {
  expect(files).toContain(file);
});

test.each(['test/config/settings.test.ts', 'test/architecture.test.ts', 'test/promql/format.test.ts'])(
  '%s starts none',
  (file) => {
    expect(files).not.toContain(file);
  },
);

test('each folder that npm test leaves out has a command of its own, and of its tests only proofs of rules run here', () => {
  const apart = foldersApart();
  expect([...apart].sort()).toEqual(['fuzz', 'package', 'proofs', 'real']);
  const others = files.filter((file) => apart.some((folder) => file.startsWith(`test/${folder}/`)));
  expect(others.filter((file) => !file.startsWith('test/proofs/prometheus/'))).toEqual([]);
});
