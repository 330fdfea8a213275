import { expect, test } from 'vitest';
import { prometheusTests } from '../../tools/real/prometheus-tests.js';

const files = prometheusTests();

test.each([
  'test/stories/stories.test.ts',
  'test/simulator/firings.test.ts',
  'test/live/surfaces.test.ts',
  'test/rules/records.test.ts',
])('%s starts a Prometheus, and runs with both versions', (file) => {
  expect(files).toContain(file);
});

test.each(['test/config/settings.test.ts', 'test/architecture.test.ts', 'test/promql/format.test.ts'])(
  '%s starts none',
  (file) => {
    expect(files).not.toContain(file);
  },
);

test('tests of the package, proofs and real programs have commands of their own', () => {
  expect(files.filter((file) => /^test\/(package|proofs|real)\//.test(file))).toEqual([]);
});
