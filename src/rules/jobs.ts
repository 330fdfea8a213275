import type { SurfaceName } from '../config/surfaces.js';
import type { Matcher } from '../promql/build.js';
import { ENVOY_MONITOR, OPERATOR_JOB, PLUGIN_JOB } from '../signals/exposed.js';

/** Values of `job` on the targets of each surface, as the Prometheus Operator sets them: a Service's name, or a PodMonitor's. */
const JOBS: Readonly<Record<SurfaceName, (monitoringNamespace: string) => string>> = {
  // One Service an application: a regex, where the others are names.
  runtime: () => 'arks-application-.+',
  unmanagedRuntime: (namespace) => `${namespace}/arks-unmanaged-runtime`,
  disaggregated: (namespace) => `${namespace}/arks-disaggregated`,
  router: (namespace) => `${namespace}/arks-router`,
  gateway: () => PLUGIN_JOB,
  envoy: (namespace) => `${namespace}/${ENVOY_MONITOR}`,
  operator: () => OPERATOR_JOB,
  customResources: () => 'arks-custom-resources',
};

/** The value of `job` on the targets of a surface; of the runtime's a regex for all of them. */
export function jobOf(surface: SurfaceName, monitoringNamespace: string): string {
  return JOBS[surface](monitoringNamespace);
}

/** Matches the targets of these surfaces. */
export function jobMatcher(surfaces: readonly SurfaceName[], monitoringNamespace: string): Matcher {
  return {
    label: 'job',
    // That of runtimes is a regex already.
    operator: surfaces.length > 1 || surfaces.includes('runtime') ? '=~' : '=',
    value: surfaces.map((surface) => jobOf(surface, monitoringNamespace)).join('|'),
  };
}
