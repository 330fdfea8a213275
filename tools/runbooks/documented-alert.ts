import type { Environment } from '../../src/config/environment.js';
import type { DashboardUid } from '../../src/config/grafana.js';
import type { Objective } from '../../src/config/objectives.js';
import type { ThresholdName } from '../../src/config/thresholds.js';
import type { Alert } from '../../src/rules/alert.js';
import { alertRule } from '../../src/rules/alerting.js';
import { alertGroups } from '../../src/rules/alerts/index.js';
import { ALERT } from '../../src/rules/objectives/burn-alerts.js';
import { groupOf } from '../../src/rules/objectives/grouping.js';
import { HISTOGRAMS } from '../../src/rules/objectives/indicator.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import type { AlertRule } from '../../src/rules/rule-group.js';
import { gatewayRequests } from '../../src/signals/recorded/gateway.js';
import type { Signal } from '../../src/signals/signal.js';
import { resultLabels } from './result-labels.js';
import { labelsOfSeries } from './series.js';
import { thresholdsRead } from './thresholds-read.js';

/** An alert as its page tells of it. */
export interface DocumentedAlert {
  readonly name: string;
  /** One, or one for each speed at which an error budget burns. */
  readonly rules: readonly AlertRule[];
  readonly dashboard: DashboardUid;
  readonly signals: readonly Signal[];
  readonly thresholds: readonly ThresholdName[];
  /** Every label that it carries beside its name. */
  readonly labels: readonly string[];
}

/** Every alert of an environment, that of the objectives last. Throws where the environment has no objective. */
export function documentedAlerts(environment: Environment): readonly DocumentedAlert[] {
  return [
    ...alertGroups.flatMap(({ alerts }) => alerts).map((alert) => ofAlert(alert, environment)),
    ofObjectives(environment),
  ];
}

function ofAlert(alert: Alert, environment: Environment): DocumentedAlert {
  const { name, dashboard, signals } = alert;
  return documented({ name, dashboard, signals, environment, make: (settings) => [alertRule(alert, settings)] });
}

/** The alert of the first objective stands for those of all: they differ in the objective they name and in whose budget it is. */
function ofObjectives(environment: Environment): DocumentedAlert {
  const [objective] = objectivesOf(environment);
  if (objective === undefined) throw new Error(`there must be an objective to document (${environment.file})`);
  const of = (one: Objective, settings: Environment) =>
    objectiveGroups(one, settings)
      .flatMap(({ rules }) => rules)
      .filter((rule) => 'alert' in rule);
  const make = (settings: Environment) => of(objective, settings);
  const alert = documented({
    name: ALERT,
    dashboard: 'arks-slo',
    signals: objectivesOf(environment).map(signalOf),
    environment,
    make,
  });
  const labels = objectivesOf(environment).flatMap((one) => [
    ...groupOf(one).labels,
    ...of(one, environment).flatMap((rule) => Object.keys(rule.labels)),
  ]);
  return { ...alert, labels: [...new Set([...alert.labels, ...labels])] };
}

function signalOf({ indicator }: Objective): Signal {
  return HISTOGRAMS[indicator]?.buckets ?? gatewayRequests;
}

interface Making extends Pick<DocumentedAlert, 'name' | 'dashboard' | 'signals'> {
  readonly environment: Environment;
  readonly make: (environment: Environment) => readonly AlertRule[];
}

function documented({ environment, make, ...alert }: Making): DocumentedAlert {
  const rules = make(environment);
  const series = labelsOfSeries(environment, alert.signals);
  const labels = rules.flatMap((rule) => [...Object.keys(rule.labels), ...resultLabels(rule.expr, series)]);
  return { ...alert, rules, labels: [...new Set(labels)], thresholds: thresholdsRead(environment, make) };
}
