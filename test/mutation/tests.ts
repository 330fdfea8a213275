import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { encoded, MUTANT, type Replacement } from '../support/mutant.js';

const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
/** Tests of single alerts that are more than a story. */
const FILES = ['runtime', 'runtime-state', 'runtime-load', 'runtime-latency'].map(
  (name) => `test/stories/${name}-special.test.ts`,
);

/** Whether a test of single alerts notices the mutant. Slower than a story, so it comes after them. */
export function failsTests(replacement: Replacement): Promise<boolean> {
  return new Promise((resolve) => {
    const env = { ...process.env, [MUTANT]: encoded(replacement) };
    execFile(process.execPath, [VITEST, 'run', '--bail=1', ...FILES], { env }, (error) => resolve(error !== null));
  });
}
