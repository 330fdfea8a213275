import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tools/preview/test/**/*.test.ts'],
    isolate: false,
    // No test fails by the clock of a busy machine: this only ends what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
