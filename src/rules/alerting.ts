import type { Environment } from '../config/environment.js';
import { namespaceOf } from '../config/places.js';
import type { SurfaceName } from '../config/surfaces.js';
import { text } from '../promql/build.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import type { Signal } from '../signals/signal.js';
import { ruleView } from '../signals/view.js';
import type { Alert, AlertContext } from './alert.js';
import { namespaceMatchers } from './alerted-namespaces.js';
import { type AlertGroup, alertGroups } from './alerts/index.js';
import { dashboardUrl } from './dashboard-url.js';
import { objectivesOf } from './objectives/measured.js';
import { objectiveRecordNames } from './objectives/objective-rules.js';
import { recordingGroupNames } from './recording.js';
import type { AlertRule, RuleGroup } from './rule-group.js';
import { runbookUrl } from './runbook-url.js';
import { sampleLimitOf } from './sample-limits.js';

/** The alerts of one group as they are in this environment, and those that it switches off. */
export interface AlertingGroup {
  readonly group: RuleGroup;
  /** Why each missing alert is missing. */
  readonly off: Readonly<Record<string, string>>;
}

/** Every group of alerts, without those that are off or could never fire here. */
export function alertingGroups(environment: Environment): readonly AlertingGroup[] {
  return alertGroups.map((group) => ({ group: alertingGroup(group, environment), off: alertsOff(group, environment) }));
}

function alertsOff({ alerts: group }: AlertGroup, { alerts }: Environment): Readonly<Record<string, string>> {
  const names: readonly string[] = group.map(({ name }) => name);
  return Object.fromEntries(Object.entries(alerts.off).filter(([name]) => names.includes(name)));
}

/** What expressions look at in this environment. */
export function alertContext(environment: Environment): AlertContext {
  const { alerts, cluster, monitoring, runtimes, surfaces } = environment;
  const view = ruleView(cluster.label, runtimesRead(runtimes));
  const tenants = namespaceMatchers(environment);
  const matchers = (signal: Signal) => (signal.labels.includes('namespace') ? tenants : []);
  return {
    view,
    matchers,
    read: (signal, own = []) => signal.query({ ...view, matchers: [...own, ...matchers(signal)] }),
    thresholds: alerts.thresholds,
    clusterMatchers: cluster.name === undefined ? [] : [{ label: cluster.label, operator: '=', value: cluster.name }],
    enabled: (surface) => surfaces[surface].enabled,
    monitoringNamespace: monitoring.namespace,
    namespaceOf: (surface) => namespaceOf(surface, environment),
    recordingGroups: () => [
      ...recordingGroupNames(environment),
      ...objectivesOf(environment).flatMap(objectiveRecordNames),
    ],
    sampleLimit: (surface) => sampleLimitOf(environment, surface),
  };
}

/** The rule of one alert in this environment. */
export function alertRule(alert: Alert, environment: Environment): AlertRule {
  const { thresholds, severities, labels } = environment.alerts;
  return {
    alert: alert.name,
    expr: text(alert.expression(alertContext(environment))),
    for: typeof alert.for === 'string' ? alert.for : alert.for(thresholds),
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor }),
    labels: { ...labels, ...alert.labels?.(environment), severity: severities[alert.severity] },
    annotations: {
      summary: alert.summary(thresholds),
      description: alert.description,
      runbook_url: runbookUrl(alert.name, environment),
      dashboard_url: dashboardUrl(alert, environment),
    },
  };
}

function alertingGroup(group: AlertGroup, environment: Environment): RuleGroup {
  const rules = group.alerts
    .filter(({ name }) => environment.alerts.off[name] === undefined)
    .filter((alert) => canFire(alert, environment))
    .map((alert) => alertRule(alert, environment));
  return { name: `arks-alerts-${group.name}`, interval: environment.rules.interval, rules };
}

function canFire({ surfaces, also }: Alert, environment: Environment): boolean {
  const isScraped = (surface: SurfaceName) => environment.surfaces[surface].enabled;
  return surfaces.some(isScraped) && (also === undefined || also.some(isScraped));
}
