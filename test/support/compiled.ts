import { resolve } from 'node:path';

/** Bundled once before the tests, as `npm run synth` does after each change. */
export const COMPILED = resolve(import.meta.dirname, '../../.tools/compiled');

/** What tests start or load in a process of its own, by its name there. */
export const STARTED = {
  'src/main': 'src/main.ts',
  'src/output/replacing': 'src/output/replacing.ts',
  'tools/kustomized/run': 'tools/kustomized/run.ts',
};
