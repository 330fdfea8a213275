import { rmSync } from 'node:fs';
import { type PrometheusPrograms, providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { TestProject } from 'vitest/node';
import { writeCode } from '../../tools/package/code.js';
import { COMPILED, STARTED } from './compiled.js';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly prometheus: PrometheusPrograms;
  }
}

/** Finds or fetches Prometheus, and bundles the programs that tests start, once and before any test needs them. */
export default async function setup(project: TestProject): Promise<void> {
  rmSync(COMPILED, { recursive: true, force: true });
  await writeCode(COMPILED, STARTED);
  project.provide('prometheus', providePrometheus());
}
