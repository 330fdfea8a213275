import { isDeepStrictEqual } from 'node:util';
import { type Counted, countedIn } from './counted.js';
import { latencyLimit } from './latency-limit.js';
import { type Paired, paired } from './pairs.js';
import { labelWords } from './paths.js';
import type { Rule } from './rules.js';

/** What users are promised, as the rules of an objective say it. */
export interface Objective extends Counted {
  readonly target: string;
  readonly window: string;
  /** The limit of a latency, with its unit; empty where events are counted otherwise. */
  readonly threshold: string;
  /** To whom, as labels. */
  readonly selector: string;
  /** What its rules say of what is promised to whom, but for its name. */
  readonly rules: readonly string[];
}

type Entry = readonly [name: string, objective: Objective];

const TARGET = 'slo:arks_objective:ratio';
const BUDGET = 'slo:arks_error_budget_remaining:ratio';
/** The bound of a latency stands where what is too late is counted by application; in older output where it is counted whole. */
const LATE = 'application:arks_slo_late:rate5m';
const BAD = 'slo:arks_bad:rate5m';
const TOTAL = 'slo:arks_total:rate5m';
/** The budget is what the error ratio over the window leaves; the record of that ratio ends in the window. */
const WINDOW = /:ratio_rate(\w+)/;
const PERCENT = 100;

/** Objectives that stay, by their names, and those that promise the same by the same rules under another name. */
export function pairedObjectives(
  before: readonly Rule[],
  after: readonly Rule[],
): { readonly stays: Paired<Entry>['pairs']; readonly moved: Paired<Entry> } {
  const stays = paired([...objectivesIn(before)], [...objectivesIn(after)], [([name], [other]) => name === other]);
  const moved = paired<Entry>(stays.gone, stays.fresh, [([, one], [, other]) => isDeepStrictEqual(one, other)]);
  return { stays: stays.pairs, moved };
}

function objectivesIn(rules: readonly Rule[]): ReadonlyMap<string, Objective> {
  const names = rules.flatMap(({ record, labels }) => (record === TARGET ? (labels['slo'] ?? []) : []));
  return new Map(
    names.map((name) => {
      const own = rules.filter(({ labels, record }) => labels['slo'] === name && record !== '');
      const ruleOf = (wanted: string) => own.find(({ record }) => record === wanted);
      const exprOf = (wanted: string) => ruleOf(wanted)?.expr ?? '';
      const { slo: _, ...selector } = ruleOf(TARGET)?.labels ?? {};
      return [
        name,
        {
          target: percent(/vector\(([\d.]+)\)/.exec(exprOf(TARGET))?.[1]),
          window: WINDOW.exec(exprOf(BUDGET))?.[1] ?? '',
          threshold: latencyLimit(exprOf(LATE) || exprOf(BAD)),
          selector: Object.keys(selector).length === 0 ? 'everybody' : labelWords(selector),
          ...countedIn({ bad: exprOf(BAD), total: exprOf(TOTAL) }, { slo: name, ...selector }),
          // An application may be called like its objective.
          rules: own.map(({ record, expr }) => `${record} ${expr.replaceAll(`slo=${JSON.stringify(name)}`, 'slo=""')}`),
        },
      ];
    }),
  );
}

function percent(ratio = ''): string {
  return ratio === '' ? '' : `${Number((Number(ratio) * PERCENT).toFixed(6))}%`;
}
