import { durationSeconds } from '../../config/duration.js';
import type { Environment } from '../../config/environment.js';
import type { Indicator, Objective } from '../../config/objectives.js';
import {
  above,
  and,
  avgOverTime,
  clampMin,
  constant,
  dividedBy,
  type Expression,
  type Matcher,
  minus,
  number,
  type RecordedName,
  ratio,
  select,
  text,
  times,
} from '../../promql/build.js';
import { ruleView } from '../../signals/view.js';
import { PERCENT, percent } from '../alert.js';
import { dashboardUrl } from '../dashboard-url.js';
import { withEvaluation } from '../recording.js';
import type { AlertRule, RecordRule, RuleGroup } from '../rule-group.js';
import { runbookUrl } from '../runbook-url.js';
import { eventsOf, HISTOGRAMS } from './indicator.js';
import { judgedRules } from './judged-rules.js';
import { BURN_WINDOWS, type BurnWindow, FAST_WINDOWS, SLOW_INTERVAL, SLOW_WINDOWS } from './windows.js';

const BAD = 'slo:arks_bad:rate5m';
const TOTAL = 'slo:arks_total:rate5m';
const errorRatio = (window: string) => `slo:arks_error:ratio_rate${window}` as const;
/** The one alert of every objective; its severity says how fast the budget burns. */
export const ALERT = 'ArksSloBudgetBurn';
/** What each indicator counts. */
const EVENTS: Readonly<Record<Indicator, string>> = {
  firstToken: 'requests',
  interToken: 'tokens',
  requestLatency: 'requests',
  gatewayAvailability: 'requests',
  goodput: 'requests',
};

const ABANDONED = 'Requests whose client left are in no request latency of vLLM, so in neither side.';

/** What a number does not say, where that may surprise its reader. */
const CAVEATS: Readonly<Partial<Record<Indicator, string>>> = {
  goodput:
    ' A request that is late and failed counts twice, at most to all there are: the misses are an upper bound, goodput a lower one. ' +
    ABANDONED,
  requestLatency: ` ${ABANDONED}`,
  gatewayAvailability: ' Status codes do not show a stream that the engine rejected in a burst: it is a 200 by then.',
};

/** The rules of one objective: what it counts, its error ratios over every window, its budget, and the alerts. */
export function objectiveGroups(objective: Objective, environment: Environment): readonly RuleGroup[] {
  const { interval } = environment.rules;
  const rules = burnAlerts(objective, environment);
  return [...objectiveRecords(objective, environment), { name: groupName(objective, 'alerts'), interval, rules }];
}

/** The names of those groups of an objective that record. */
export function objectiveRecordNames(objective: Objective): readonly string[] {
  const engines = HISTOGRAMS[objective.indicator] === undefined ? [] : ['engines'];
  return [...engines, 'records', 'budget'].map((part) => groupName(objective, part));
}

function objectiveRecords(objective: Objective, environment: Environment): readonly RuleGroup[] {
  const { interval } = environment.rules;
  const engines = judgedRules(objective, environment);
  const groups = [
    ...(engines.length === 0 ? [] : [{ name: groupName(objective, 'engines'), interval, rules: engines }]),
    { name: groupName(objective, 'records'), interval, rules: events(objective, environment) },
    { name: groupName(objective, 'budget'), interval: SLOW_INTERVAL, rules: budget(objective) },
  ];
  return groups.map(withEvaluation);
}

function groupName({ name }: Objective, part: string): string {
  return `arks-slo-${name}-${part}`;
}

/** Matches the series of one objective. */
function ofObjective({ name }: Objective): readonly Matcher[] {
  return [{ label: 'slo', operator: '=', value: name }];
}

/** The selector's own labels stay on every series and alert of the objective, so that routing can use them. */
function labelsOf({ name, selector }: Objective): Readonly<Record<string, string>> {
  const { namespace, application, model } = selector;
  return {
    slo: name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(application === undefined ? {} : { application }),
    ...(model === undefined ? {} : { model_name: model }),
  };
}

function events(objective: Objective, environment: Environment): readonly RecordRule[] {
  const view = ruleView(environment.cluster.label);
  const { bad, total } = eventsOf(objective);
  const where = ofObjective(objective);
  return [
    recordRule(objective, BAD, bad(view)),
    recordRule(objective, TOTAL, total(view)),
    recordRule(objective, 'slo:arks_objective:ratio', constant(objective.objectivePercent / 100)),
    ...FAST_WINDOWS.map((window) => recordRule(objective, errorRatio(window), weighted(window, where))),
    recordRule(objective, 'slo:arks_burn_rate:ratio1h', dividedBy(select(errorRatio('1h'), where), allowed(objective))),
  ];
}

function budget(objective: Objective): readonly RecordRule[] {
  const where = ofObjective(objective);
  const spent = dividedBy(select(errorRatio(objective.window), where), allowed(objective));
  return [
    ...[...SLOW_WINDOWS, objective.window].map((window) =>
      recordRule(objective, errorRatio(window), weighted(window, where)),
    ),
    recordRule(objective, 'slo:arks_error_budget_remaining:ratio', minus(number(1), spent)),
    recordRule(objective, 'slo:arks_error_budget_exhaustion:seconds', exhaustion(objective)),
  ];
}

/** The share of events that may be bad. */
function allowed({ objectivePercent }: Objective): number {
  return 1 - objectivePercent / 100;
}

function recordRule(objective: Objective, record: RecordedName, expression: Expression): RecordRule {
  return { record, expr: text(expression), labels: labelsOf(objective) };
}

/** Bad events over all events of the window: each request weighs the same, however quiet its hour was. */
function weighted(window: string, where: readonly Matcher[]): Expression {
  if (window === '5m') return ratio(select(BAD, where), select(TOTAL, where));
  return ratio(avgOverTime(BAD, window, where), avgOverTime(TOTAL, window, where));
}

/** Seconds until the budget is gone at the burn rate of the last six hours; nothing while none burns. */
function exhaustion(objective: Objective): Expression {
  const where = ofObjective(objective);
  const left = clampMin(select('slo:arks_error_budget_remaining:ratio', where), 0);
  const burnRate = dividedBy(select(errorRatio('6h'), where), allowed(objective));
  return ratio(times(left, number(durationSeconds(objective.window))), burnRate);
}

function burnAlerts(objective: Objective, environment: Environment): readonly AlertRule[] {
  if (environment.alerts.off[ALERT] !== undefined) return [];
  // Not everything can burn that fast: where half of the requests may be bad, all of them spend the budget at twice its rate.
  const possible = BURN_WINDOWS.filter(({ factor }) => allowed(objective) * factor < 1);
  return possible.map((window) => burnAlert(objective, window, environment));
}

function burnAlert(
  objective: Objective,
  { severity, long, short, factor, for: wait }: BurnWindow,
  environment: Environment,
): AlertRule {
  const { alerts } = environment;
  const where = ofObjective(objective);
  const limit = allowed(objective) * factor;
  const burning = and(above(select(errorRatio(long), where), limit), above(select(errorRatio(short), where), limit));
  const busy = above(avgOverTime(TOTAL, long, where), alerts.thresholds.minimumRequestsPerSecond);
  return {
    alert: ALERT,
    expr: text(and(burning, busy)),
    for: wait,
    keep_firing_for: '5m',
    labels: {
      ...alerts.labels,
      ...labelsOf(objective),
      severity: alerts.severities[severity],
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary:
        `${PERCENT} of ${EVENTS[objective.indicator]} missed objective ${objective.name} over ${long}, limit ${percent(limit)}: ` +
        `${factor} times what ${percent(objective.objectivePercent / 100)} over ${objective.window} allows`,
      description:
        `At this rate the error budget of ${objective.window} is spent ${factor} times too fast. Look first which application ` +
        `misses the objective, then at what changed there.${CAVEATS[objective.indicator] ?? ''}`,
      runbook_url: runbookUrl(ALERT, environment),
      dashboard_url: dashboardUrl({ dashboard: 'arks-slo', variables: ['slo'] }, environment),
    },
  };
}
