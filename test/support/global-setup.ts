import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PrometheusPrograms, providePrometheus } from '../../tools/prometheus/provide.js';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly prometheus: PrometheusPrograms;
  }
}

/** Finds or fetches Prometheus, and compiles the programs that tests start, once and before any test needs them. */
export default function setup(project: TestProject): void {
  const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', import.meta.dirname], { stdio: 'inherit' });
  project.provide('prometheus', providePrometheus());
}
