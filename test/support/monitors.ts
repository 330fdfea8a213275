import type { PodMonitorSpec, ServiceMonitorSpec } from '../../imports/monitoring.js';
import { isPodMonitor, isServiceMonitor } from '../../imports/schemas.js';
import type { Environment } from '../../src/config/environment.js';
import { manifestsOf } from './manifests.js';

/** A monitor of either kind: its name as `<Kind>.<name>`, its limits, and the endpoints that it scrapes. */
export interface Monitor {
  readonly name: string;
  readonly spec: ServiceMonitorSpec | PodMonitorSpec;
  readonly endpoints: readonly (
    | ServiceMonitorSpec['endpoints'][number]
    | NonNullable<PodMonitorSpec['podMetricsEndpoints']>[number]
  )[];
}

/** The monitors that synth writes for an environment. */
export function monitorsOf(environment: Environment): readonly Monitor[] {
  return [...manifestsOf(environment)].flatMap(([name, object]): readonly Monitor[] => {
    if (isServiceMonitor(object)) return [{ name, spec: object.spec, endpoints: object.spec.endpoints }];
    return isPodMonitor(object) ? [{ name, spec: object.spec, endpoints: object.spec.podMetricsEndpoints ?? [] }] : [];
  });
}
