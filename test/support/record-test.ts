import type { RuleGroup } from '../../src/rules/rule-group.js';
import { EVERY_RUNTIME, environmentOf } from './environment.js';
import { playRules } from './played-rules.js';
import { groupsFor, ruleGroups } from './rules.js';

/** A series in promtool's notation, one value a minute unless the case says otherwise. */
export type Input = readonly [series: string, values: string];

/** Series that go in, and what must come out of a record after a quarter of an hour: each series as promtool writes it, with its value. */
export interface RecordCase {
  readonly title: string;
  readonly record: string;
  readonly inputs: readonly Input[];
  readonly samples: readonly (readonly [labels: string, value: number])[];
  readonly expr: string;
  /** How long it is played, where a quarter of an hour is too short for what the record looks back over. */
  readonly minutes?: number;
  /** Seconds between two values of a series; 60 unless said. */
  readonly stepSeconds?: number;
}

const MINUTES = 15;
const groups = ruleGroups(environmentOf(EVERY_RUNTIME));

/** The records of one name, and what they rest on. */
export function recordsNamed(record: string): readonly RuleGroup[] {
  return groupsFor(groups, (rule) => 'record' in rule && rule.record === record);
}

/** Plays cases of one record to these rules, or to those of the record; what promtool has to complain about. */
export function playRecord(
  program: string,
  record: string,
  cases: readonly RecordCase[],
  rules = recordsNamed(record),
): Promise<string> {
  const tests = cases
    .map(alsoElsewhere)
    .map(({ title, inputs, samples, expr, minutes = MINUTES, stepSeconds = 60 }) => ({
      name: title,
      interval: `${stepSeconds}s`,
      input_series: inputs.map(([series, values]) => ({ series, values })),
      promql_expr_test: [
        {
          // Rounding takes the noise of binary fractions away, and the name with it.
          expr: `round(${expr}, 0.000001)`,
          eval_time: `${minutes}m`,
          exp_samples: samples.map(([labels, value]) => ({ labels: labels.slice(labels.indexOf('{')), value })),
        },
      ],
    }));
  // What is played for days is evaluated as seldom as its series have values.
  const everySeconds = Math.max(60, ...cases.map(({ stepSeconds = 60 }) => stepSeconds));
  return playRules(program, { groups: rules, file: { evaluation_interval: `${everySeconds}s`, tests } });
}

/** The same at the same time in a cluster that has a name, where the case knows no clusters: each comes out apart. */
function alsoElsewhere(one: RecordCase): RecordCase {
  const { inputs, samples } = one;
  if (inputs.some(([series]) => series.includes('cluster='))) return one;
  const moved = (series: string) => series.replace('{', '{cluster="us-7",');
  return {
    ...one,
    inputs: [...inputs, ...inputs.map(([series, values]): Input => [moved(series), values])],
    samples: [...samples, ...samples.map(([labels, value]) => [moved(labels), value] as const)],
  };
}
