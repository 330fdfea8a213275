import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type PrometheusPrograms, providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly prometheus: PrometheusPrograms;
  }
}

/**
 * Finds or fetches Prometheus, and compiles the programs that tests start, once and before any test needs them. Their types are
 * left to `npm run check`: looking at those of the Kubernetes models takes ten times as long as all the rest.
 */
export default function setup(project: TestProject): void {
  const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', import.meta.dirname], { stdio: 'inherit' });
  project.provide('prometheus', providePrometheus());
}
