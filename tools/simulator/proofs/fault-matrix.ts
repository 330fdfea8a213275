import { seriesNames } from '../../../src/promql/names.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { ruleGroups } from '../../operator/rule-groups.js';
import { simulatedEnvironment } from '../environment.js';
import type { Fault, Raised } from '../faults/fault.js';
import { playScenario } from '../scenarios/scenario.js';
import { inputSeries } from '../scrape/promtool-series.js';
import { type Firing, firings } from './firings.js';

/** What became of one fault. */
export interface Outcome {
  readonly fault: Fault;
  /** Each alert that must be raised, and how many minutes after the beginning it fired first; undefined where it did not. */
  readonly raised: readonly { readonly expected: Raised; readonly afterMinutes: number | undefined }[];
  /** What fired besides, and what fired before anything was wrong. */
  readonly falseAlarms: readonly Firing[];
}

const SETTLE_MINUTES = 20;

/** Plays a fault through its fleet, the monitors and the rules. Throws where promtool did not evaluate the rules. */
export async function playFault(promtool: string, fault: Fault): Promise<Outcome> {
  const { settleMinutes = SETTLE_MINUTES, withoutGroups = [], unseenMinutes = 0 } = fault;
  const environment = simulatedEnvironment(fault.settings);
  const minutes = settleMinutes + fault.minutes;
  const { scrapes } = playScenario(
    {
      name: fault.name,
      fleet: fault.fleet,
      minutes,
      unseenMinutes,
      events: [{ minute: settleMinutes, happen: fault.begin }],
    },
    environment,
  );
  const groups = alerting(ruleGroups(environment).filter(({ name }) => !withoutGroups.includes(name)));
  const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const series = inputSeries(scrapes).filter((one) => read.has(one.series.replace(/\{.*/s, '')));
  const found = await firings(promtool, { groups, series, minutes });
  const raised = fault.raises.map((expected) => {
    const first = found
      .filter((firing) => tells(expected, firing))
      .map(({ firstMinute }) => firstMinute - settleMinutes);
    return { expected, afterMinutes: first.length === 0 ? undefined : Math.min(...first) };
  });
  const falseAlarms = found.filter(
    (firing) => firing.firstMinute < settleMinutes || !fault.raises.some((expected) => tells(expected, firing)),
  );
  return { fault, raised, falseAlarms };
}

/** Whether everything was told in time, and nothing else. */
export function holds({ raised, falseAlarms }: Outcome): boolean {
  const inTime = raised.every(
    ({ expected, afterMinutes }) =>
      afterMinutes !== undefined && afterMinutes >= 0 && afterMinutes <= expected.withinMinutes,
  );
  return inTime && falseAlarms.length === 0;
}

function tells({ alert, labels = {} }: Raised, firing: Firing): boolean {
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
