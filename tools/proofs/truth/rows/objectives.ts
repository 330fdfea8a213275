import * as objectives from '../../../../src/signals/objectives/objectives.js';
import type { Signal } from '../../../../src/signals/vocabulary/signal.js';
import { divided, type Moment, type Row, rated, type Untold } from '../row.js';
import type { Expected } from '../windows.js';
import { lostAnswers } from './gateway.js';

/** The objective of the simulated environment whose events the request log knows one by one. */
const SLO = 'gateway-availability';
const LONGER = 'its windows are longer than what is played; the rule is that of 5m over a longer window';
const COVERAGE = 'its window is longer than what is played; stories count the steps that there are';

const all = rated('client answers', []);

const ofObjective =
  (expected: (moment: Moment) => readonly Expected[]) =>
  (moment: Moment): readonly Expected[] =>
    expected(moment).map((one) => ({ ...one, labels: { slo: SLO } }));

const row = (name: string, against: string, expected: (moment: Moment) => readonly Expected[]): Row => ({
  name,
  judgement: 'within 1 %',
  against: `request log: ${against}`,
  expected: ofObjective(expected),
  by: ['slo'],
  only: ({ slo }) => slo === SLO,
});

/** Records of objectives that a row is about. */
export const objectiveRecords: readonly (readonly [string, Signal])[] = [
  ['slo:arks_bad:rate5m', objectives.objectiveBad],
  ['slo:arks_total:rate5m', objectives.objectiveTotal],
  ['slo:arks_error:ratio_rate5m', objectives.objectiveErrorRatio('5m')],
];

export const objectiveRows: readonly Row[] = [
  row('slo:arks_bad:rate5m', 'answers with 5xx or broken off', lostAnswers),
  row('slo:arks_total:rate5m', 'answers', all),
  row('slo:arks_error:ratio_rate5m', 'answers with 5xx or broken off among all', divided(lostAnswers, all)),
];

const EVENTS =
  'worked out of the buckets of a latency, which have rows of their own; cases of records and stories hold what is made of them';

/** Signals of objectives that no row is about. */
export const objectivesUntold: readonly Untold[] = [
  ...objectives.objectiveSignals
    .filter((one) => !objectiveRecords.some(([, told]) => told === one))
    .map(({ title }) => ({ name: title, why: EVENTS })),
];

/** Records of objectives that look back further than the play is long. */
export const longObjectives: readonly (readonly [Untold, Signal])[] = [
  [{ name: 'slo:arks_error_budget_coverage:ratio', why: COVERAGE }, objectives.objectiveCoverage],
  ...ofBudgets(),
];

function ofBudgets(): readonly (readonly [Untold, Signal])[] {
  const longer = [
    ['slo:arks_error_budget_remaining:ratio', objectives.objectiveBudgetLeft] as const,
    ['slo:arks_burn_rate:ratio1h', objectives.objectiveBurnRate] as const,
    ['slo:arks_error_budget_exhaustion:seconds', objectives.objectiveExhaustion] as const,
    ...(['1h', '6h', '1d', '3d'] as const).map(
      (window) => [`slo:arks_error:ratio_rate${window}`, objectives.objectiveErrorRatio(window)] as const,
    ),
  ];
  return longer.map(([name, signal]) => [{ name, why: LONGER }, signal] as const);
}
