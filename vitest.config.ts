import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The example of the library names the package, as its readers will.
  resolve: { alias: { 'arks-monitoring': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    // Every core: the suite mostly waits for promtool, and leaving one idle doubles its time on two.
    maxWorkers: '100%',
    // A busy machine takes several times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
