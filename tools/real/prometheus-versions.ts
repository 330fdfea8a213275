import type { PrometheusPrograms } from '@arks-monitoring/simulator/prometheus/provide.js';
import { goProgram } from './go-program.js';

/** The Prometheus of Debian 12, which tests fetch where the machine has none. */
export const PROMETHEUS_2 = { version: '2.42.0' } as const;

/** The Prometheus 3 that the project is held against; its Go module names 3.16 so. */
export const PROMETHEUS_3 = { version: '3.16.0', module: 'v0.316.0' } as const;
const MODULE = 'github.com/prometheus/prometheus/cmd';

/** Prometheus 3 and its promtool, built once from their module; targets are found in files only. */
export async function prometheus3(): Promise<PrometheusPrograms> {
  const of = (name: string) =>
    goProgram({ package: `${MODULE}/${name}`, version: PROMETHEUS_3.module, tags: ['remove_all_sd'] });
  return { prometheus: await of('prometheus'), promtool: await of('promtool') };
}
