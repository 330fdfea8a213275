import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import { type Expression, firstOf } from '../promql/build.js';
import { placesOf } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import { ofRuntimes } from '../signals/runtimes/said.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Alert } from './alert.js';
import { alertContext, limitedTargets, type Watched, watchedOf } from './alert-context.js';
import { type AlertGroup, alertGroups } from './alerts/index.js';
import { type ClassPart, type RuledClass, ruledClassesOf, WHOLE } from './class-parts.js';
import { classesOf } from './classes.js';
import { judged } from './condition.js';
import { printed } from './condition-words.js';
import { dashboardAnnotation } from './dashboard-url.js';
import { logsAndTracesAnnotations } from './logs-and-traces.js';
import { aboutOverrides, inGroupsThatFit } from './overriding-groups.js';
import type { AlertingRules, AlertRule } from './rule-group.js';
import { runbookAnnotation } from './runbook-url.js';
import type { RuleSettings } from './settings.js';
import { isTraced } from './traced.js';

/** The alerts of one group as they are in this environment, and those that it switches off. */
export interface AlertingGroup {
  readonly group: AlertingRules;
  /** Why each missing alert is missing. */
  readonly off: Readonly<Record<string, string>>;
  /** What the overrides that it speaks of are about, in words, by their names. */
  readonly about: Readonly<Record<string, string>>;
}

/** Every group of alerts, or some of them, without those alerts that are off or could never fire here. */
export function alertingGroups(
  settings: RuleSettings,
  watched: Watched = watchedOf(settings),
  groups: readonly AlertGroup[] = alertGroups,
): readonly AlertingGroup[] {
  return groups.flatMap((group) => {
    const [first, ...others] = inGroupsThatFit(alertingGroup(group, settings, watched), settings.alerts);
    const off = alertsOff(group, settings);
    const silent = classesSilent(group, settings);
    return [
      { group: first, off, about: aboutOverrides(first, silent, settings) },
      ...others.map((other) => ({ group: other, off: {}, about: aboutOverrides(other, [], settings) })),
    ];
  });
}

function alertsOff(group: AlertGroup, { alerts }: Pick<Environment, 'alerts'>): Readonly<Record<string, string>> {
  const names: readonly string[] = group.alerts.map(({ name }) => name);
  return Object.fromEntries([
    ...Object.entries(alerts.off).filter(([name]) => names.includes(name)),
    ...classesSilent(group, { alerts }).map(({ name, override, off }) => [`${name} (${override})`, off] as const),
  ]);
}

/** The overrides that switch off an alert of a group, each with the reason. */
function classesSilent({ alerts: group }: AlertGroup, settings: Pick<Environment, 'alerts'>) {
  return group.flatMap((alert) =>
    classesOf(alert, settings).flatMap(({ override, off }) =>
      override === undefined || off === undefined ? [] : [{ name: alert.name, override, off }],
    ),
  );
}

/** The rules of one alert in this environment: one for each of its classes about which anybody is told. */
export function alertRules(
  alert: Alert,
  settings: RuleSettings,
  watched: Watched = watchedOf(settings),
): readonly AlertRule[] {
  return ruledClassesOf(alert, settings).map((one) => ruleOfClass(alert, one, settings, watched));
}

/** The rule of one alert about all that no override is about. */
export function alertRule(alert: Alert, settings: RuleSettings): AlertRule {
  const [rest] = alertRules(alert, settings);
  if (rest === undefined) throw new Error(`${alert.name} must have a rule`);
  return rest;
}

function ruleOfClass(alert: Alert, of: RuledClass, all: RuleSettings, watched: Watched): AlertRule {
  const { override, parts, thresholds, wait, severity } = of;
  const { severities, labels } = all.alerts;
  const settings = { ...all, alerts: { ...all.alerts, thresholds } };
  const [first = WHOLE, ...rest] = parts;
  const own = alert.labels?.(settings) ?? {};
  const told = (part: ClassPart) => expressionOf(alert, settings, watched, part);
  return {
    alert: alert.name,
    expr: textAt(firstOf(told(first), ...rest.map(told)), placesOf(settings)),
    for: wait,
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor }),
    labels: {
      ...labels,
      ...own,
      ...(override === undefined ? {} : { override }),
      severity: severities[severity],
    },
    annotations: {
      summary: summaryOf(alert, settings, watched, wait),
      description: ofRuntimes(alert.description, all.runtimes),
      ...runbookAnnotation(alert, settings),
      ...dashboardAnnotation(alert, settings),
      ...logsAndTracesAnnotations(
        { labels: own, ofPod: yieldsPod(alert), traced: isAboutRequests(alert, settings) },
        settings,
      ),
    },
  };
}

/** What an alert judges has the labels that it is told with, more than those that a dashboard has variables for. */
function yieldsPod(alert: Alert): boolean {
  return alert.variables.includes('pod') || judgedSignal(alert)?.labels.includes('pod') === true;
}

/** Something that is missing has no requests whose traces could tell more. */
function isAboutRequests(alert: Alert, { runtimes }: RuleSettings): boolean {
  const judged = judgedSignal(alert);
  return judged !== undefined && isTraced(judged, runtimes);
}

function judgedSignal({ when }: Alert): Signal | undefined {
  return when === undefined || typeof when.signal === 'function' ? undefined : when.signal;
}

function expressionOf(alert: Alert, settings: RuleSettings, watched: Watched, part: ClassPart): Expression {
  if (alert.when === undefined) return alert.expression(alertContext(settings, alert.thresholds, watched, part));
  return judged(alert, alertContext(settings, [], watched, part), settings.alerts.thresholds);
}

function summaryOf(alert: Alert, settings: RuleSettings, watched: Watched, wait: string): string {
  const { thresholds } = settings.alerts;
  if (alert.when === undefined) {
    return alert.summary({ wait, threshold: alertContext(settings, alert.thresholds, watched).threshold });
  }
  const { signal, limit } = alert.when;
  const of = typeof signal === 'function' ? signal(limitedTargets(watched.scraped)) : signal;
  const runtimes = runtimesRead(settings.runtimes);
  return alert.summary({ wait, runtimes, ...printed(of, limit, thresholds) });
}

function alertingGroup(group: AlertGroup, settings: RuleSettings, watched: Watched): AlertingRules {
  const rules = group.alerts
    .filter(({ name }) => settings.alerts.off[name] === undefined)
    .filter((alert) => canFire(alert, settings))
    .flatMap((alert) => alertRules(alert, settings, watched));
  return { name: `arks-alerts-${group.name}`, interval: settings.rules.interval, rules };
}

/** Whether anything here could ever make an alert fire. */
export function canFire(
  { surfaces, otherSideSurfaces }: Pick<Alert, 'surfaces' | 'otherSideSurfaces'>,
  settings: Pick<Environment, 'surfaces'>,
): boolean {
  const isScraped = (surface: SurfaceName) => settings.surfaces[surface].enabled;
  return surfaces.some(isScraped) && (otherSideSurfaces === undefined || otherSideSurfaces.some(isScraped));
}
