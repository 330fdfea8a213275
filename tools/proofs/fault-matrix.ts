import { groupsOf } from '@arks-monitoring/simulator/command/rules.js';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { Fault, Raised } from '@arks-monitoring/simulator/faults/fault.js';
import { type Firing, firings } from '@arks-monitoring/simulator/firings.js';
import { scenarioOf, settleMinutesOf } from '@arks-monitoring/simulator/scenarios/of-fault.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { inputSeries } from '@arks-monitoring/simulator/scrape/promtool-series.js';
import { DEFAULT_WAITS } from '../../src/config/alertmanager.js';
import type { Environment } from '../../src/config/environment.js';
import { planned } from '../../src/documented/planned.js';
import { durationSeconds } from '../../src/lib/duration.js';
import { seriesNames } from '../../src/promql/names.js';
import { ALERT } from '../../src/rules/objectives/budget-burn.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { toldOver } from '../alertmanager/silenced.js';

const SECONDS_PER_MINUTE = 60;

/** What became of one fault. */
export interface Outcome {
  readonly fault: Fault;
  /**
   * Each alert that must be raised, how many minutes after the beginning it fired first (undefined where it did not), and how
   * many alerts of its labels there were.
   */
  readonly raised: readonly {
    readonly expected: Raised;
    readonly afterMinutes: number | undefined;
    readonly alerts: number;
  }[];
  /** Minutes from the end of the fault to the last that fires, objectives left out; undefined where it does not end. */
  readonly quietAfterMinutes: number | undefined;
  /** How many alerts somebody is told of, without inhibition and with it. */
  readonly told: { readonly without: number; readonly withInhibition: number };
  /** Everything that fired. */
  readonly found: readonly Firing[];
  /** What fired besides, and what fired before anything was wrong. */
  readonly falseAlarms: readonly Firing[];
}

/** Plays a fault through its fleet, the monitors and the rules. Throws where promtool did not evaluate the rules. */
export async function playFault(promtool: string, fault: Fault): Promise<Outcome> {
  const scenario = scenarioOf(fault);
  const settleMinutes = settleMinutesOf(fault);
  const environment = simulatedEnvironment(fault.settings);
  const { minutes } = scenario;
  const { scrapes } = playScenario(scenario, environment);
  const groups = alerting(groupsOf(scenario, environment));
  const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const series = inputSeries(scrapes).filter((one) => read.has(one.series.replace(/\{.*/s, '')));
  const found = await firings(promtool, { groups, series, minutes });
  const raised = fault.raises.map((expected) => {
    const first = found
      .filter((firing) => tells(expected, firing))
      .map(({ firstMinute }) => firstMinute - settleMinutes);
    return { expected, afterMinutes: first.length === 0 ? undefined : Math.min(...first), alerts: first.length };
  });
  const falseAlarms = found.filter(
    (firing) => firing.firstMinute < settleMinutes || !fault.raises.some((expected) => tells(expected, firing)),
  );
  const told = toldOf(found, environment);
  return { fault, raised, quietAfterMinutes: quietAfter(fault, found), told, found, falseAlarms };
}

function toldOf(found: readonly Firing[], environment: Environment): Outcome['told'] {
  const { critical } = environment.alerts.severities;
  const all = found.map(({ alert, labels, firstMinute, lastMinute }) => {
    const wait = labels['severity'] === critical ? DEFAULT_WAITS.critical : DEFAULT_WAITS.warning;
    const waitMinutes = durationSeconds(wait) / SECONDS_PER_MINUTE;
    return { labels: { ...labels, alertname: alert }, firstMinute, lastMinute, waitMinutes };
  });
  return { without: all.length, withInhibition: toldOver(all, planned(environment).inhibited).length };
}

/** Whether everything was told in time, and nothing else. */
export function holds(outcome: Outcome): boolean {
  return outcome.raised.every(isAsExpected) && outcome.falseAlarms.length === 0 && fallsSilent(outcome);
}

/** Whether a fault that ends is not told about for longer than it should be. */
export function fallsSilent({ fault: { ends }, quietAfterMinutes = 0 }: Outcome): boolean {
  return ends === undefined || quietAfterMinutes <= ends.quietWithinMinutes;
}

/** Whether an alert came in time, and as often as it should. */
export function isAsExpected({ expected, afterMinutes, alerts }: Outcome['raised'][number]): boolean {
  if (afterMinutes === undefined || afterMinutes < 0 || afterMinutes > expected.withinMinutes) return false;
  return expected.alerts === 'one or more' || alerts === (expected.alerts ?? 1);
}

/** The minute after the last in which something fires; 0 where nothing did any more when the fault ended. */
function quietAfter(fault: Fault, found: readonly Firing[]): number | undefined {
  if (fault.ends === undefined) return undefined;
  const end = settleMinutesOf(fault) + fault.ends.afterMinutes;
  const lasting = found.filter(({ alert, lastMinute }) => alert !== ALERT && lastMinute >= end);
  return Math.max(0, ...lasting.map(({ lastMinute }) => lastMinute + 1 - end));
}

function tells({ alert, labels }: Raised, firing: Firing): boolean {
  return firing.alert === alert && Object.entries(labels).every(([name, value]) => firing.labels[name] === value);
}

/** Groups without the records that no alert rests on: they could not change what fires. */
function alerting(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  const rules = groups.flatMap((group) => group.rules);
  const needed = new Set(rules.filter((rule) => 'alert' in rule));
  const read = new Set<string>();
  const need = (expression: string): void => {
    for (const name of seriesNames(expression).filter((one) => !read.has(one))) {
      read.add(name);
      for (const rule of rules) if ('record' in rule && rule.record === name) need(rule.expr);
    }
  };
  for (const rule of needed) need(rule.expr);
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => 'alert' in rule || read.has(rule.record)) }))
    .filter((group) => group.rules.length > 0);
}
