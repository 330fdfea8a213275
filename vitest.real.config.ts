import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The example of the library names the package, as its readers will.
  resolve: { alias: { 'arks-monitoring': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/real/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['verbose', './test/support/closing-line.ts'],
    maxWorkers: '100%',
    // A program that is built from source, or played for minutes, takes its time.
    testTimeout: 1_200_000,
    hookTimeout: 2_400_000,
  },
});
