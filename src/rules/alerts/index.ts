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
  { name: 'runtime-state', alerts: Object.values(runtimeStateAlerts) },
  { name: 'runtime-load', alerts: [...Object.values(runtimeLoadAlerts), ...Object.values(runtimeCacheAlerts)] },
  { name: 'runtime-latency', alerts: [...Object.values(runtimeLatencyAlerts), ...Object.values(bucketAlerts)] },
  { name: 'disaggregated', alerts: Object.values(disaggregatedAlerts) },
  { name: 'gateway', alerts: Object.values(gatewayAlerts) },
  { name: 'tenants', alerts: Object.values(tenantAlerts) },
  { name: 'control-plane', alerts: Object.values(controlPlaneAlerts) },
  { name: 'monitoring', alerts: Object.values(monitoringAlerts) },
];

export const alerts: readonly Alert[] = alertGroups.flatMap((group) => group.alerts);
export const alertNames: readonly string[] = alerts.map(({ name }) => name);
