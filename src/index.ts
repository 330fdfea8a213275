import type { Environment, EnvironmentSettings } from './config/environment.js';
import { environmentFrom } from './files/settings.js';
import { knownNames } from './rules/known-names.js';

export { DASHBOARDS, type DashboardUid } from './config/dashboard-uids.js';
export type { Environment, EnvironmentSettings } from './config/environment.js';
export { ArksAlertmanager } from './constructs/alertmanager.js';
export { ArgoCdApplication } from './constructs/argo-cd-application.js';
export { ArksMonitoring, type ArksMonitoringProps } from './constructs/arks-monitoring.js';
export {
  ArksDashboard,
  ArksDashboardFolder,
  type ArksDashboardProps,
  ArksDashboards,
} from './constructs/dashboards.js';
export { ArksAlerts, ArksExtraRules, ArksObjectives, ArksRecordingRules } from './constructs/rules.js';
export { ArksCustomResources } from './constructs/surfaces/custom-resources.js';
export { ArksOperator } from './constructs/surfaces/operator.js';
export {
  ArksDisaggregated,
  ArksEnvoy,
  ArksGateway,
  ArksRouter,
  ArksRuntime,
  ArksUnmanagedRuntime,
} from './constructs/surfaces/plain.js';
export type { GivenEnvironment } from './files/given.js';
export { InvalidEnvironments, type Problem } from './lib/problem.js';
export type { SurfaceProps } from './plan/part-props.js';

/**
 * The environment that these settings describe, defaults filled in, for constructs that are used alone.
 * Throws InvalidEnvironments with all that is wrong with them.
 */
export function environmentOf(settings: EnvironmentSettings = {}): Environment {
  return environmentFrom(settings, knownNames);
}
