import type { DashboardUid } from '../config/dashboard-uids.js';
import type { Objective } from '../config/objectives.js';
import type { OverrideList } from '../config/overrides.js';
import { type ThresholdName, thresholdNames } from '../config/thresholds.js';
import type { Plan, PlannedObjective } from '../plan/plan.js';
import { type Alert, type Comparison, type Condition, signalsOf, thresholdsOf } from '../rules/alert.js';
import { alertRule } from '../rules/alerting.js';
import { alerts } from '../rules/alerts/index.js';
import { listsOf } from '../rules/classes.js';
import { budgetBurn } from '../rules/objectives/budget-burn.js';
import { groupOf } from '../rules/objectives/grouping.js';
import { HISTOGRAMS } from '../rules/objectives/indicator.js';
import type { AlertRule } from '../rules/rule-group.js';
import { gatewayRequests } from '../signals/gateway/gateway.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { resultLabels } from './result-labels.js';
import { labelsOfSeries } from './series.js';

/** An alert as its page tells of it. */
export interface DocumentedAlert {
  readonly name: string;
  /** One, or one for each speed at which an error budget burns. */
  readonly rules: readonly AlertRule[];
  readonly dashboard: DashboardUid;
  /** What is held against its limit, and in which direction; nothing where its expression is composed. */
  readonly judges?: { readonly signal: Signal; readonly is: Comparison };
  readonly signals: readonly Signal[];
  /** The thresholds that decide about it, in the order of the schema. */
  readonly thresholds: readonly ThresholdName[];
  /** The lists by which an override can tell its series apart. */
  readonly lists: readonly OverrideList[];
  /** The alerts whose limits it has, and follows. */
  readonly limitsOf: readonly string[];
  /** Every label that it carries beside its name. */
  readonly labels: readonly string[];
}

/** Every alert there may be, as an environment says it, that of its objectives last; without an objective there is none. */
export function documentedAlerts(plan: Plan): readonly DocumentedAlert[] {
  return [...alerts.map((alert) => ofAlert(alert, plan)), ...ofObjectives(plan)];
}

function ofAlert(alert: Alert, plan: Plan): DocumentedAlert {
  const { name, dashboard } = alert;
  const rules = [alertRule(alert, plan.environment)];
  const lists = listsOf(alert);
  const limitsOf = alert.when === undefined ? (alert.limitsOf ?? []).map((other) => other.name) : [];
  const judges = alert.when === undefined ? {} : { judges: { signal: judgedSignal(alert.when), is: alert.when.is } };
  const about = { signals: signalsOf(alert), thresholds: thresholdsOf(alert) };
  return documented({ name, dashboard, ...judges, rules, lists, limitsOf, ...about }, plan);
}

function judgedSignal({ signal }: Condition): Signal {
  return typeof signal === 'function' ? signal([]) : signal;
}

/** The alert of the first objective stands for those of all: they differ in the objective they name and in whose budget it is. */
function ofObjectives(plan: Plan): readonly DocumentedAlert[] {
  const { promised } = plan;
  const [first] = promised;
  if (first === undefined) return [];
  const of = ({ groups }: PlannedObjective) => groups.flatMap(({ rules }) => rules).filter((rule) => 'alert' in rule);
  const alert = documented(
    {
      name: budgetBurn.name,
      dashboard: budgetBurn.dashboard,
      rules: of(first),
      lists: [],
      limitsOf: [],
      signals: promised.flatMap(({ objective }) => signalsCounted(objective)),
      thresholds: budgetBurn.thresholds,
    },
    plan,
  );
  const labels = promised.flatMap((one) => [
    ...groupOf(one.objective).labels,
    ...of(one).flatMap((rule) => Object.keys(rule.labels)),
  ]);
  return [{ ...alert, labels: [...new Set([...alert.labels, ...labels])] }];
}

/** What it counts of ours; what it names itself, somebody else knows. */
function signalsCounted({ indicator }: Objective): readonly Signal[] {
  return indicator === 'events' ? [] : [HISTOGRAMS[indicator]?.buckets ?? gatewayRequests];
}

function documented(alert: Omit<DocumentedAlert, 'labels'>, plan: Plan): DocumentedAlert {
  const series = labelsOfSeries(plan, alert.signals);
  const labels = alert.rules.flatMap((rule) => [...Object.keys(rule.labels), ...resultLabels(rule.expr, series)]);
  const thresholds = thresholdNames.filter((name) => alert.thresholds.includes(name));
  return { ...alert, labels: [...new Set(labels)], thresholds };
}
