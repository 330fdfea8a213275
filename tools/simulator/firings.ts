import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import type { InputSeries } from '@arks-monitoring/simulator/scrape/promtool-series.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';

/** An alert that fired: the minutes of the scenario in which it did so first and last. */
export interface Firing {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly firstMinute: number;
  readonly lastMinute: number;
}

/** What is played to promtool: rules over series that are scraped and evaluated once a minute. */
export interface Play {
  readonly groups: readonly RuleGroup[];
  readonly series: readonly InputSeries[];
  readonly minutes: number;
}

const STEP = '1m';
const SECONDS_PER_MINUTE = 60;
/** promtool takes a tenth of a second for a minute of a fleet, and many times that on a busy machine. */
const SHORTEST_SECONDS = 60;
const MOST_SECONDS_PER_MINUTE = 1;
/** Proves that the answer was read: it is there whatever fires. */
const SENTINEL = 'sentinel';

/**
 * Every alert that fires anywhere in the play, in the order of names. Throws with what promtool said where it did not
 * evaluate the rules.
 */
export async function firings(promtool: string, { groups, series, minutes }: Play): Promise<readonly Firing[]> {
  const over = (reduce: string) =>
    `${reduce}_over_time(timestamp(ALERTS{alertstate="firing"})[${minutes}m:${STEP}]) or label_replace(vector(0), "alertname", "${SENTINEL}", "", "")`;
  const test = {
    rule_files: ['rules.yml'],
    evaluation_interval: STEP,
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        interval: STEP,
        input_series: series,
        // No samples are expected, so that promtool complains and tells what there is.
        promql_expr_test: ['min', 'max'].map((reduce) => ({
          expr: over(reduce),
          eval_time: `${minutes}m`,
          exp_samples: [],
        })),
      },
    ],
  };
  const files = { 'rules.yml': { groups }, 'test.yml': test };
  const seconds = SHORTEST_SECONDS + minutes * MOST_SECONDS_PER_MINUTE;
  const { output } = await runPromtool(promtool, ['test', 'rules', 'test.yml'], files, seconds);
  const [first, last] = output
    .split('\n')
    .filter((line) => line.trimStart().startsWith('got:'))
    .map(samplesOf);
  if (first === undefined || last === undefined)
    throw new Error(`promtool evaluated nothing: ${output.slice(0, 2_000)}`);
  return [...first]
    .map(([labels, seconds]) => firingOf(labels, seconds, last.get(labels) ?? seconds))
    .filter(({ alert }) => alert !== SENTINEL)
    .sort((a, b) => a.alert.localeCompare(b.alert) || a.firstMinute - b.firstMinute);
}

function firingOf(labels: string, first: number, last: number): Firing {
  const pairs = [...labels.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)].map(([, name = '', value = '""']) => [
    name,
    String(JSON.parse(value)),
  ]);
  const { alertname = '', alertstate: _, ...rest }: Record<string, string> = Object.fromEntries(pairs);
  return {
    alert: alertname,
    labels: rest,
    firstMinute: first / SECONDS_PER_MINUTE,
    lastMinute: last / SECONDS_PER_MINUTE,
  };
}

/** `{a="b"} 4.8E+02, {c="d"} 0E+00`, by label set. */
function samplesOf(line: string): ReadonlyMap<string, number> {
  const samples = line.matchAll(/(\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\}) (\S+?)(?:,|$)/g);
  return new Map([...samples].map(([, labels = '', value]) => [labels, Number(value)]));
}
