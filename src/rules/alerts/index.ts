import type { Alert } from '../alert.js';
import { bucketAlerts } from './buckets.js';
import { controlPlaneAlerts } from './control-plane.js';
import { disaggregatedAlerts } from './disaggregated.js';
import { gatewayAlerts } from './gateway.js';
import { monitoringAlerts } from './monitoring.js';
import { runtimeCacheAlerts } from './runtime-cache.js';
import { runtimeLatencyAlerts } from './runtime-latency.js';
import { runtimeLoadAlerts } from './runtime-load.js';
import { runtimeStateAlerts } from './runtime-state.js';
import { tenantAlerts } from './tenants.js';

/** Alerts that belong together, evaluated one after the other. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Every alert. Their names are a contract. */
export const alertGroups: readonly AlertGroup[] = [
  { name: 'runtime-state', alerts: runtimeStateAlerts },
  { name: 'runtime-load', alerts: [...runtimeLoadAlerts, ...runtimeCacheAlerts] },
  { name: 'runtime-latency', alerts: [...runtimeLatencyAlerts, ...bucketAlerts] },
  { name: 'disaggregated', alerts: disaggregatedAlerts },
  { name: 'gateway', alerts: gatewayAlerts },
  { name: 'tenants', alerts: tenantAlerts },
  { name: 'control-plane', alerts: controlPlaneAlerts },
  { name: 'monitoring', alerts: monitoringAlerts },
];

export const alertNames: readonly string[] = alertGroups.flatMap(({ alerts }) => alerts.map(({ name }) => name));
