import type { TestProject } from 'vitest/node';
import { type PrometheusPrograms, providePrometheus } from '../../tools/prometheus/provide.js';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly prometheus: PrometheusPrograms;
  }
}

/** Finds or fetches Prometheus once, before any test needs it. */
export default function setup(project: TestProject): void {
  project.provide('prometheus', providePrometheus());
}
