import { isDeepStrictEqual } from 'node:util';
import { type Change, say, sayBecame, type Words } from './change.js';
import { latencyLimit } from './latency-limit.js';
import { paired } from './pairs.js';
import type { Rule } from './rules.js';

/** What users are promised, as the rules of an objective say it. */
interface Objective {
  readonly target: string;
  readonly window: string;
  /** The limit of a latency, with its unit; empty where events are counted otherwise. */
  readonly threshold: string;
  /** What its rules say of what is promised to whom, but for its name. */
  readonly rules: readonly string[];
}

type Entry = readonly [name: string, objective: Objective];

const TARGET = 'slo:arks_objective:ratio';
const BUDGET = 'slo:arks_error_budget_remaining:ratio';
/** The bound of a latency stands where what is too late is counted by application; in older output where it is counted whole. */
const LATE = 'application:arks_slo_late:rate5m';
const BAD = 'slo:arks_bad:rate5m';
/** The budget is what the error ratio over the window leaves; the record of that ratio ends in the window. */
const WINDOW = /:ratio_rate(\w+)/;
const PERCENT = 100;

/**
 * What becomes of objectives: target, window and threshold. One that promises the same by the same rules under another name is
 * the same one renamed.
 */
export function objectiveChanges(before: readonly Rule[], after: readonly Rule[]): readonly Change[] {
  const stays = paired([...objectivesIn(before)], [...objectivesIn(after)], [([name], [other]) => name === other]);
  const { pairs, gone, fresh } = paired<Entry>(stays.gone, stays.fresh, [
    ([, one], [, other]) => isDeepStrictEqual(one, other),
  ]);
  const change = (action: Change['action'], subject: string, says: readonly Words[], breaking?: Words): Change => {
    return { section: 'objectives', action, subject, says, ...(breaking === undefined ? {} : { breaking }) };
  };
  return [
    ...fresh.map(([name, objective]) => change('added', name, [told(objective)])),
    ...pairs.map(({ from: [from], to: [to] }) =>
      change(
        'renamed',
        to,
        [say`was ${from}; its budget begins anew under the new name`],
        say`queries, routes and silences that name ${from} match nothing any more`,
      ),
    ),
    ...gone.map(([name]) => change('removed', name, [say`is gone`], say`its alerts and its budget are gone with it`)),
    ...stays.pairs.flatMap(({ from: [name, objective], to: [, other] }) => {
      const says = differences(objective, other);
      return says.length === 0 ? [] : [change('changed', name, says)];
    }),
  ];
}

function objectivesIn(rules: readonly Rule[]): ReadonlyMap<string, Objective> {
  const names = rules.flatMap(({ record, labels }) => (record === TARGET ? (labels['slo'] ?? []) : []));
  return new Map(
    names.map((name) => {
      const exprOf = (wanted: string) =>
        rules.find(({ record, labels }) => record === wanted && labels['slo'] === name)?.expr ?? '';
      return [
        name,
        {
          target: percent(/vector\(([\d.]+)\)/.exec(exprOf(TARGET))?.[1]),
          window: WINDOW.exec(exprOf(BUDGET))?.[1] ?? '',
          threshold: latencyLimit(exprOf(LATE) || exprOf(BAD)),
          rules: rules
            .filter(({ labels, record }) => labels['slo'] === name && record !== '')
            .map(({ record, expr }) => `${record} ${expr.replaceAll(JSON.stringify(name), '""')}`),
        },
      ];
    }),
  );
}

function told({ target, window, threshold }: Objective): Words {
  return threshold === ''
    ? say`is new: ${target} over ${window}`
    : say`is new: ${target} within ${threshold} over ${window}`;
}

function differences(before: Objective, after: Objective): readonly Words[] {
  const of = (name: 'target' | 'window' | 'threshold') =>
    before[name] === after[name] ? [] : [sayBecame(name, before[name] || 'none', after[name] || 'none')];
  return [...of('target'), ...of('window'), ...of('threshold')];
}

function percent(ratio = ''): string {
  return ratio === '' ? '' : `${Number((Number(ratio) * PERCENT).toFixed(6))}%`;
}
