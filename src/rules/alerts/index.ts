import type { Alert } from '../alert.js';
import { bucketAlerts } from './buckets.js';
import { controlPlaneAlerts } from './control-plane.js';
import { disaggregatedAlerts } from './disaggregated.js';
import { gatewayAlerts } from './gateway.js';
import { histogramAlerts } from './histograms.js';
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

/** Every alert, by the name of its group and its own, without `Arks`. */
const GROUPS = {
  'runtime-state': runtimeStateAlerts,
  'runtime-load': { ...runtimeLoadAlerts, ...runtimeCacheAlerts },
  'runtime-latency': { ...runtimeLatencyAlerts, ...bucketAlerts },
  disaggregated: disaggregatedAlerts,
  gateway: gatewayAlerts,
  tenants: tenantAlerts,
  'control-plane': controlPlaneAlerts,
  monitoring: { ...monitoringAlerts, ...histogramAlerts },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Alert>>>>;

type NameIn<Group> = Group extends Readonly<Record<string, { readonly name: infer Name }>> ? Name : never;
/** The names of all alerts; a contract. */
export type AlertName = NameIn<(typeof GROUPS)[keyof typeof GROUPS]>;

export const alertGroups: readonly AlertGroup[] = Object.entries(GROUPS).map(([name, group]) => ({
  name,
  alerts: Object.values(group),
}));

export const alerts: readonly Alert[] = alertGroups.flatMap((group) => group.alerts);
export const alertNames: readonly string[] = alerts.map(({ name }) => name);
