import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.js';

export default defineConfig({
  // The example of the library names the package, as its readers will.
  resolve: { alias: { 'arks-monitoring': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts', 'tools/simulator/test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    // Every core: the suite mostly waits for promtool, and leaving one idle doubles its time on two.
    maxWorkers: '100%',
    // Files of one worker share its modules: importing them anew for each file was almost half of the processor time.
    isolate: false,
    // A sixth of the time of a worker was the collection of what is young.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    // What runs at the same time is played by one promtool: test/support/played-rules.ts.
    maxConcurrency: 20,
    // So what a test stands in for must be back before the next.
    unstubEnvs: true,
    restoreMocks: true,
    // No test fails by the clock of a busy machine: this only ends what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
