import type { DashboardUid } from '../../src/config/dashboard-uids.js';
import type { Environment } from '../../src/config/environment.js';
import type { Objective } from '../../src/config/objectives.js';
import type { OverrideList } from '../../src/config/overrides.js';
import { type ThresholdName, thresholdNames } from '../../src/config/thresholds.js';
import type { PlannedObjective } from '../../src/plan/plan.js';
import { type Alert, type Comparison, type Condition, signalsOf, thresholdsOf } from '../../src/rules/alert.js';
import { alertRule } from '../../src/rules/alerting.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { listsOf } from '../../src/rules/classes.js';
import { budgetBurn } from '../../src/rules/objectives/budget-burn.js';
import { groupOf } from '../../src/rules/objectives/grouping.js';
import { HISTOGRAMS } from '../../src/rules/objectives/indicator.js';
import type { AlertRule } from '../../src/rules/rule-group.js';
import { gatewayRequests } from '../../src/signals/gateway/gateway.js';
import type { Signal } from '../../src/signals/vocabulary/signal.js';
import { planned } from '../planned.js';
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

/** Every alert of an environment, that of the objectives last. Throws where the environment has no objective. */
export function documentedAlerts(environment: Environment): readonly DocumentedAlert[] {
  return [...alerts.map((alert) => ofAlert(alert, environment)), ofObjectives(environment)];
}

function ofAlert(alert: Alert, environment: Environment): DocumentedAlert {
  const { name, dashboard } = alert;
  const rules = [alertRule(alert, environment)];
  const lists = listsOf(alert);
  const limitsOf = alert.when === undefined ? (alert.limitsOf ?? []).map((other) => other.name) : [];
  const judges = alert.when === undefined ? {} : { judges: { signal: judgedSignal(alert.when), is: alert.when.is } };
  const about = { signals: signalsOf(alert), thresholds: thresholdsOf(alert) };
  return documented({ name, dashboard, ...judges, rules, lists, limitsOf, ...about }, environment);
}

function judgedSignal({ signal }: Condition): Signal {
  return typeof signal === 'function' ? signal([]) : signal;
}

/** The alert of the first objective stands for those of all: they differ in the objective they name and in whose budget it is. */
function ofObjectives(environment: Environment): DocumentedAlert {
  const { promised } = planned(environment);
  const [first] = promised;
  if (first === undefined) throw new Error(`there must be an objective to document (${environment.file})`);
  const of = ({ groups }: PlannedObjective) => groups.flatMap(({ rules }) => rules).filter((rule) => 'alert' in rule);
  const alert = documented(
    {
      name: budgetBurn.name,
      dashboard: 'arks-slo',
      rules: of(first),
      lists: [],
      limitsOf: [],
      signals: promised.map(({ objective }) => signalOf(objective)),
      thresholds: budgetBurn.thresholds,
    },
    environment,
  );
  const labels = promised.flatMap((one) => [
    ...groupOf(one.objective).labels,
    ...of(one).flatMap((rule) => Object.keys(rule.labels)),
  ]);
  return { ...alert, labels: [...new Set([...alert.labels, ...labels])] };
}

function signalOf({ indicator }: Objective): Signal {
  return HISTOGRAMS[indicator]?.buckets ?? gatewayRequests;
}

function documented(alert: Omit<DocumentedAlert, 'labels'>, environment: Environment): DocumentedAlert {
  const series = labelsOfSeries(environment, alert.signals);
  const labels = alert.rules.flatMap((rule) => [...Object.keys(rule.labels), ...resultLabels(rule.expr, series)]);
  const thresholds = thresholdNames.filter((name) => alert.thresholds.includes(name));
  return { ...alert, labels: [...new Set(labels)], thresholds };
}
