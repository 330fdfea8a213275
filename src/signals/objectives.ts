import { maxBy, minus, number, plusShared, type RecordedName, ratio, select, times } from '../promql/build.js';
import { clusterOptional } from './identity.js';
import type { Signal, Unit } from './signal.js';

/** A record of the objectives' rules. */
const recorded = (name: RecordedName, unit: Unit, title: string, description: string): Signal => ({
  title,
  unit,
  description,
  labels: ['slo'],
  query: (view) => select(name, view.matchers),
});

export const objectiveBudgetLeft = recorded(
  'slo:arks_error_budget_remaining:ratio',
  'ratio',
  'Budget left',
  'Share of the error budget of the window that is left; below 0 it is overspent.',
);
export const objectiveBurnRate = recorded(
  'slo:arks_burn_rate:ratio1h',
  'count',
  'Burn rate',
  'How many times faster than the objective allows the budget was spent over the last hour.',
);
export const objectiveExhaustion = recorded(
  'slo:arks_error_budget_exhaustion:seconds',
  'seconds',
  'Time to exhaustion',
  'How long the budget lasts at the burn rate of the last 6 hours; nothing while none of it is spent.',
);
export const objectiveBad = recorded(
  'slo:arks_bad:rate5m',
  'count/s',
  'Bad events',
  'Events per second that spend the budget.',
);
export const objectiveTotal = recorded(
  'slo:arks_total:rate5m',
  'count/s',
  'All events',
  'Events per second that count.',
);

/** A number that is written down has no cluster: each objective gets its own from what it counts. */
export const objectiveTarget: Signal = {
  title: 'Target',
  unit: 'ratio',
  description: 'Share of events that must be good; nothing while there are no events.',
  labels: ['slo'],
  query: (view) =>
    plusShared(
      times(objectiveTotal.query(view), number(0)),
      maxBy(['slo'], select('slo:arks_objective:ratio', clusterOptional(view).matchers)),
      ['slo'],
    ),
};

/** Bad events over all events of a window. */
export const objectiveErrorRatio = (window: '5m' | '1h' | '6h' | '1d' | '3d'): Signal =>
  recorded(
    `slo:arks_error:ratio_rate${window}`,
    'ratio',
    `Error ratio, ${window}`,
    `Share of the events of the last ${window} that were bad; each weighs the same.`,
  );

/** Share of good events. */
export const objectiveAttainment: Signal = {
  title: 'Attainment',
  unit: 'ratio',
  description: 'Share of the events of the last day that were good; nothing without events.',
  labels: ['slo'],
  query: (view) => minus(number(1), objectiveErrorRatio('1d').query(view)),
};

/** How fast the budget burnt over a window, against what the objective allows. */
export const objectiveBurn = (window: '5m' | '1h' | '6h' | '1d' | '3d'): Signal => ({
  title: `Burn rate, ${window}`,
  unit: 'count',
  description: `How many times faster than allowed the budget was spent over the last ${window}; 1 spends exactly all of it.`,
  labels: ['slo'],
  query: (view) => ratio(objectiveErrorRatio(window).query(view), minus(number(1), objectiveTarget.query(view))),
});
