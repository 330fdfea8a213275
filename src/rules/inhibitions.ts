import type { Environment } from '../config/environment.js';
import type { Indicator, Objective } from '../config/objectives.js';
import { type Matcher, oneOf } from '../promql/build.js';
import type { AlertingGroup } from './alerting.js';
import type { AlertName } from './alerts/index.js';
import { runtimeLatencyAlerts } from './alerts/runtime-latency.js';
import { EXPLANATIONS, type Explanation } from './explained.js';
import { ALERT } from './objectives/budget-burn.js';
import { groupOf } from './objectives/grouping.js';
import { BURN_WINDOWS } from './objectives/windows.js';

/** While an alert of the source fires, those of the target are not told that have the same values of all these labels. */
export interface Inhibition {
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

/** The alerts and the objectives that inhibitions are between. */
interface Told {
  readonly alerted: readonly AlertingGroup[];
  readonly objectives: readonly Objective[];
}

/** Alerts that say what budgets of a latency say, and say it of an application. */
const MEASURED: readonly (readonly [Indicator, AlertName])[] = [
  ['firstToken', runtimeLatencyAlerts.runtimeFirstTokenSlow.name],
  ['interToken', runtimeLatencyAlerts.runtimeInterTokenSlow.name],
  ['requestLatency', runtimeLatencyAlerts.runtimeRequestSlow.name],
];

/** Every inhibition between alerts that this environment has; the cluster is always among the labels. */
export function inhibitions(
  settings: Pick<Environment, 'alerts' | 'cluster'>,
  { alerted, objectives }: Told,
): readonly Inhibition[] {
  const { label } = settings.cluster;
  const burns = objectives.length > 0 && settings.alerts.off[ALERT] === undefined;
  const severities = severitiesOf(alerted);
  const there = [...severities.keys(), ...(burns ? [ALERT] : [])];
  const between = EXPLANATIONS.filter(({ by }) => there.includes(by)).flatMap((explanation) => {
    const follows = explanation.follows.filter((name) => there.includes(name));
    return follows.length === 0 ? [] : [inhibition(explanation, follows)];
  });
  const ofBudgets = there.includes(ALERT) ? budgetInhibitions(objectives, settings, there) : [];
  return [...between, ...ofBudgets]
    .flatMap((one) => bySeverity(one, severities, settings))
    .map((one) => ({ ...one, equal: [label, ...one.equal] }));
}

type Severities = ReadonlyMap<string, ReadonlySet<string>>;

/** The severities that each alert has here: an override may give it another. */
function severitiesOf(alerted: readonly AlertingGroup[]): Severities {
  const found = new Map<string, Set<string>>();
  for (const rule of alerted.flatMap(({ group }) => group.rules)) {
    if (!('alert' in rule)) continue;
    const own = found.get(rule.alert) ?? new Set();
    found.set(rule.alert, own.add(rule.labels['severity'] ?? ''));
  }
  return found;
}

/** Where an override makes a warning of what explains, or a page of what follows, a warning is kept from silencing a page. */
function bySeverity(
  one: Inhibition,
  severities: Severities,
  { alerts: { severities: words, overrides } }: Pick<Environment, 'alerts'>,
): readonly Inhibition[] {
  // Which word is meant cannot be told where both are one; and without overrides no warning explains a page.
  if (overrides.length === 0 || words.critical === words.warning) return [one];
  const isSaid = (matchers: readonly Matcher[]) => matchers.some(({ label }) => label === 'severity');
  const has = (matchers: readonly Matcher[], severity: string) =>
    [...severities].some(([name, own]) => isNamed(name, matchers) && own.has(severity));
  const pages = isNamed(ALERT, one.target) || has(one.target, words.critical);
  if (isSaid(one.source) || isNamed(ALERT, one.source) || !pages || !has(one.source, words.warning)) return [one];
  const [critical, warning] = [is('severity', words.critical), is('severity', words.warning)];
  return [
    ...(has(one.source, words.critical) ? [{ ...one, source: [...one.source, critical] }] : []),
    { ...one, source: [...one.source, warning], target: [...one.target, warning] },
  ];
}

/** Whether matchers are about an alert of that name. */
function isNamed(name: string, matchers: readonly Matcher[]): boolean {
  return matchers.some(({ label, operator, value }) =>
    label !== 'alertname' ? false : operator === '=' ? value === name : value.split('|').includes(name),
  );
}

function inhibition({ by, when = {}, of = {}, same }: Explanation, follows: readonly string[]): Inhibition {
  return {
    source: [named(by), ...Object.entries(when).map(([name, value]) => is(name, value))],
    target: [named(...follows), ...Object.entries(of).map(([name, value]) => is(name, value))],
    equal: same,
  };
}

/** What budgets follow from, and what follows from them: which of them are about what, objectives say. */
function budgetInhibitions(
  objectives: readonly Objective[],
  settings: Pick<Environment, 'alerts'>,
  there: readonly string[],
): readonly Inhibition[] {
  const ofGateway = objectives.filter(({ indicator }) => indicator === 'gatewayAvailability');
  const ofClients = ofGateway.filter((objective) => budgetLabels(objective).length === 0);
  const ofModels = ofGateway.filter((objective) => hasAll(objective, 'namespace', 'model'));
  // What somebody else counts of an application need not follow from what its engines do.
  const ofApplications = objectives.filter(
    (objective) => objective.indicator !== 'events' && hasAll(objective, 'namespace', 'application'),
  );
  const critical = is('severity', settings.alerts.severities.critical);
  const follow = (by: AlertName, budgets: readonly Objective[], equal: readonly string[]) =>
    budgets.length === 0 || !there.includes(by) ? [] : [{ source: [named(by)], target: burning(budgets), equal }];
  return [
    ...follow('ArksGatewayDown', ofGateway, []),
    ...follow('ArksGatewayExtProcFailing', ofClients, []),
    ...follow('ArksGatewayErrorRatioHigh', ofClients, []),
    ...follow('ArksGatewayUpstreamUnhealthy', ofModels, ['namespace', 'model']),
    ...follow('ArksRuntimeStalled', ofApplications, ['namespace', 'application']),
    ...MEASURED.flatMap(([indicator, name]) => {
      const budgets = ofApplications.filter((objective) => objective.indicator === indicator);
      if (budgets.length === 0 || !there.includes(name)) return [];
      const source = [...burning(budgets), critical];
      return [{ source, target: [named(name)], equal: ['namespace', 'application'] }];
    }),
    ...fasterFirst(objectives),
  ];
}

/** Of one budget the fastest burn; whose it is, the objective says in the same labels on both sides. */
function fasterFirst(objectives: readonly Objective[]): readonly Inhibition[] {
  const own = objectives.flatMap(({ events }) => events?.by ?? []);
  const equal = [...new Set(['slo', 'namespace', 'application', 'model', 'model_name', ...own])];
  return BURN_WINDOWS.slice(0, -1).map(({ long }, index) => ({
    source: [named(ALERT), is('long_window', long)],
    target: [
      named(ALERT),
      oneOf(
        'long_window',
        BURN_WINDOWS.slice(index + 1).map((slower) => slower.long),
      ),
    ],
    equal,
  }));
}

/** Labels that every alert of an objective carries beside those of all budgets: what tells budgets apart, and what it is confined to. */
function budgetLabels(objective: Objective): readonly string[] {
  const selected = Object.entries(objective.selector).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [...groupOf(objective).labels, ...selected];
}

function hasAll(objective: Objective, ...names: readonly string[]): boolean {
  return names.every((name) => budgetLabels(objective).includes(name));
}

function burning(objectives: readonly Objective[]): readonly Matcher[] {
  return [
    named(ALERT),
    oneOf(
      'slo',
      objectives.map(({ name }) => name),
    ),
  ];
}

function named(...alerts: readonly string[]): Matcher {
  return oneOf('alertname', alerts);
}

function is(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}
