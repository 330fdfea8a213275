import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import { type Expression, text } from '../promql/build.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import { type Alert, waitOf } from './alert.js';
import { alertContext, limitedTargets } from './alert-context.js';
import { type AlertGroup, alertGroups } from './alerts/index.js';
import { judged } from './condition.js';
import { printed } from './condition-words.js';
import { dashboardAnnotation } from './dashboard-url.js';
import type { AlertRule, RuleGroup } from './rule-group.js';
import { runbookUrl } from './runbook-url.js';

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

/** The rule of one alert in this environment. */
export function alertRule(alert: Alert, environment: Environment): AlertRule {
  const { thresholds, severities, labels } = environment.alerts;
  return {
    alert: alert.name,
    expr: text(expressionOf(alert, environment)),
    for: waitOf(alert, thresholds),
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor }),
    labels: { ...labels, ...alert.labels?.(environment), severity: severities[alert.severity] },
    annotations: {
      summary: summaryOf(alert, environment),
      description: alert.description,
      runbook_url: runbookUrl(alert.name, environment),
      ...dashboardAnnotation(alert, environment),
    },
  };
}

function expressionOf(alert: Alert, environment: Environment): Expression {
  if (alert.when === undefined) return alert.expression(alertContext(environment, alert.thresholds));
  return judged(alert, alertContext(environment), environment.alerts.thresholds);
}

function summaryOf(alert: Alert, environment: Environment): string {
  const { thresholds } = environment.alerts;
  const wait = waitOf(alert, thresholds);
  if (alert.when === undefined) {
    return alert.summary({ wait, threshold: alertContext(environment, alert.thresholds).threshold });
  }
  const { signal, limit } = alert.when;
  const of = typeof signal === 'function' ? signal(limitedTargets(environment)) : signal;
  const runtimes = runtimesRead(environment.runtimes);
  return alert.summary({ wait, runtimes, ...printed(of, limit, thresholds) });
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
