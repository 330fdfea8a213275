import type { Objective } from '../../config/objectives.js';
import { durationSeconds } from '../../lib/duration.js';
import {
  and,
  clampMax,
  clampMin,
  constant,
  dividedBy,
  type Expression,
  type Matcher,
  minus,
  number,
  ratio,
  type Stored,
  text,
  times,
} from '../../promql/build.js';
import {
  type ErrorWindow,
  objectiveBad,
  objectiveBudgetLeft,
  objectiveBurnRate,
  objectiveCoverage,
  objectiveErrorRatio,
  objectiveExhaustion,
  objectivePromise,
  objectiveTotal,
} from '../../signals/objectives/objectives.js';
import { countOverSteps, selectArks } from '../../signals/vocabulary/arks-series.js';
import { RECORDED_WINDOW, ruleView } from '../../signals/vocabulary/view.js';
import { type WatchedGroup, withEvaluation } from '../evaluated.js';
import type { RecordRule, RuleGroup } from '../rule-group.js';
import type { RuleSettings } from '../settings.js';
import { burnAlerts } from './burn-alerts.js';
import { eventsOf, HISTOGRAMS } from './indicator.js';
import { judgedRules } from './judged-rules.js';
import { allowed, averaged, labelsOf, ofObjective } from './series.js';
import { FAST_WINDOWS, FORGOTTEN_AFTER, SLOW_INTERVAL, SLOW_WINDOWS } from './windows.js';

/** The rules of one objective: what it counts, its error ratios over every window, its budget, and the alerts. */
export function objectiveGroups(objective: Objective, settings: RuleSettings): readonly RuleGroup[] {
  const { interval } = settings.rules;
  const rules = burnAlerts(objective, settings);
  return [...objectiveRecords(objective, settings), { name: groupName(objective, 'alerts'), interval, rules }];
}

/** Those groups of an objective that record. */
export function objectiveWatched(
  objective: Objective,
  { rules: { interval } }: Pick<RuleSettings, 'rules'>,
): readonly WatchedGroup[] {
  const engines = HISTOGRAMS[objective.indicator] === undefined ? [] : ['engines'];
  return [
    ...[...engines, 'records'].map((part) => ({ name: groupName(objective, part), interval })),
    { name: groupName(objective, 'budget'), interval: SLOW_INTERVAL },
  ];
}

function objectiveRecords(objective: Objective, settings: RuleSettings): readonly RuleGroup[] {
  const { interval } = settings.rules;
  const engines = judgedRules(objective, settings);
  const groups = [
    ...(engines.length === 0 ? [] : [{ name: groupName(objective, 'engines'), interval, rules: engines }]),
    { name: groupName(objective, 'records'), interval, rules: events(objective, settings) },
    { name: groupName(objective, 'budget'), interval: SLOW_INTERVAL, rules: budget(objective) },
  ];
  return groups.map(withEvaluation);
}

function groupName({ name }: Objective, part: string): string {
  return `arks-slo-${name}-${part}`;
}

function events(objective: Objective, settings: RuleSettings): readonly RecordRule[] {
  const view = ruleView(settings.cluster.label);
  const { bad, total } = eventsOf(objective, settings);
  const where = ofObjective(objective);
  return [
    recordRule(objective, objectiveBad, bad(view)),
    recordRule(objective, objectiveTotal, total(view)),
    recordRule(objective, objectivePromise, constant(objective.objectivePercent / 100)),
    ...FAST_WINDOWS.map((window) => recordRule(objective, objectiveErrorRatio(window), weighted(window, where))),
    recordRule(
      objective,
      objectiveBurnRate,
      dividedBy(selectArks(objectiveErrorRatio('1h'), where), allowed(objective)),
    ),
  ];
}

function budget(objective: Objective): readonly RecordRule[] {
  const where = ofObjective(objective);
  const spent = dividedBy(selectArks(objectiveErrorRatio(objective.window), where), allowed(objective));
  return [
    ...[...SLOW_WINDOWS, objective.window].map((window) =>
      recordRule(objective, objectiveErrorRatio(window), weighted(window, where)),
    ),
    recordRule(objective, objectiveBudgetLeft, and(minus(number(1), spent), seenOf(where))),
    recordRule(objective, objectiveExhaustion, exhaustion(objective)),
    recordRule(objective, objectiveCoverage, and(covered(objective), seenOf(where))),
  ];
}

function recordRule(objective: Objective, { record }: Stored, expression: Expression): RecordRule {
  return { record, expr: text(expression), labels: labelsOf(objective) };
}

/** Bad events over all events of the window: each request weighs the same, however quiet its hour was. */
function weighted(window: ErrorWindow, where: readonly Matcher[]): Expression {
  if (window === RECORDED_WINDOW) return ratio(selectArks(objectiveBad, where), selectArks(objectiveTotal, where));
  return ratio(averaged(objectiveBad, window, where), averaged(objectiveTotal, window, where));
}

/** Whoever was there within the last day, with traffic or without: what is deleted has no promise left to keep. */
function seenOf(where: readonly Matcher[]): Expression {
  // In steps as the windows beside it: every sample of the day would be as many as a week of them.
  return countOverSteps(objectiveTotal, FORGOTTEN_AFTER, RECORDED_WINDOW, where);
}

/**
 * The share of the window in which there was something to judge, by steps of which each has a value or not. It is short of 1
 * for what has just come, and for ever where samples are kept for less than the window.
 */
function covered(objective: Objective): Expression {
  const steps = durationSeconds(objective.window) / durationSeconds(RECORDED_WINDOW);
  // Prometheus 2 counts both ends of a window that begins at a step.
  return clampMax(
    dividedBy(countOverSteps(objectiveTotal, objective.window, RECORDED_WINDOW, ofObjective(objective)), steps),
    1,
  );
}

/** Seconds until the budget is gone at the burn rate of the last six hours; nothing while none burns. */
function exhaustion(objective: Objective): Expression {
  const where = ofObjective(objective);
  const left = clampMin(selectArks(objectiveBudgetLeft, where), 0);
  const burnRate = dividedBy(selectArks(objectiveErrorRatio('6h'), where), allowed(objective));
  return ratio(times(left, number(durationSeconds(objective.window))), burnRate);
}
