import { bucketAlerts } from '../rules/alerts/buckets.js';
import { budgetBurn } from '../rules/objectives/budget-burn.js';
import { bucketEnds } from '../signals/latency/bucket-ends.js';
import {
  interTokenLatencyP95,
  requestLatency,
  requestLatencyP95,
  timeToFirstToken,
  timeToFirstTokenP95,
} from '../signals/latency/latency.js';
import * as objectives from '../signals/objectives/objectives.js';
import { requestsAbandoned } from '../signals/requests/abandoned.js';
import { ON_RUNTIME } from '../signals/vocabulary/identity.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query } from './dashboard.js';
import { graph, queryOf, statPanel, summed } from './makers.js';

const NONE = 'no traffic';
const WINDOWS = ['5m', '1h', '6h', '1d', '3d'] as const;
type Window = (typeof WINDOWS)[number];
const OF_SLO = ['slo'] as const;
/** Whose budget it is. */
const BUDGET = [...OF_SLO, 'namespace', 'application', 'model'] as const;

/** Of an objective whoever keeps it worst. */
const worst = (of: Signal, legend: string, reduce: 'min' | 'max', more: Partial<Query> = {}): Query => ({
  of,
  legend,
  by: { reduce, labels: OF_SLO },
  ...more,
});
/** As many digits as tell 99.95% from a target of 99.9%. */
const TOLD_APART = { digits: 3 } as const;
/** Gone, nearly gone, or there. */
const BUDGET_COLOURS = [
  { from: null, colour: 'critical' },
  { from: 0, colour: 'warning' },
  { from: 0.25, colour: 'calm' },
] as const;

/** Of a budget that is spent nobody asks for the second. */
const SPENT = { upTo: 0, as: 'spent', colour: 'critical' } as const;
/** The same as a time that is over. */
const GONE = { ...SPENT, as: 'gone' } as const;
/** With a budget spent twice, how often matters no more; with the highest limit passed, by how much. */
const SPENT_TWICE = { from: -1, to: 1 } as const;
const BEYOND_LIMITS = { to: Math.ceil(budgetBurn.line.limit * 1.2) } as const;

/** How an objective is kept, by whoever keeps it worst among those of a row. */
const kept: readonly [Query, ...Query[]] = [
  worst(objectives.objectiveAttainment, 'Attainment, 1d', 'min', { ...TOLD_APART, without: NONE }),
  worst(objectives.objectiveTarget, 'Target', 'max', { ...TOLD_APART, without: NONE }),
  worst(objectives.objectiveBudgetLeft, 'Budget left', 'min', { colours: BUDGET_COLOURS, digits: 1, without: NONE }),
  worst(objectives.objectiveCoverage, 'Window covered', 'min', { digits: 1 }),
  worst(objectives.objectiveBurnRate, 'Burn rate, 1h', 'max', { digits: 1, without: NONE }),
  worst(objectives.objectiveExhaustion, 'Time to exhaustion', 'min', { said: GONE, without: 'does not burn' }),
];

/** A line for each window, of whichever budget is worst there. */
function overWindows(of: (window: Window) => Signal, more: Partial<Query> = {}): readonly [Query, ...Query[]] {
  const [first, ...rest] = WINDOWS;
  const line = (window: Window): Query => ({
    of: of(window),
    legend: window,
    by: { reduce: 'max', labels: [] },
    ...more,
  });
  return [line(first), ...rest.map(line)];
}
/** What the lines of several windows have in common. */
const ITS_WORST = 'Each window shows its worst budget: choose an objective to see it alone.';
/** The limits of the alert of budgets, from the highest on: a line of a graph has no name. */
const RATES = budgetBurn.line.slower.reduce((all, rate) => `${all}, ${rate}`, `${budgetBurn.line.limit}`);

export const slo: Dashboard = {
  uid: 'arks-slo',
  title: 'Arks / SLO',
  description:
    'What users were promised: how well the promises are kept, how much of each error budget is left, and how long it lasts.',
  variables: ['cluster', 'namespace', 'application', 'slo'],
  rows: () => [
    {
      title: 'Is every promise kept?',
      answers: 'Which objective is missed, and how much of its error budget is left?',
      panels: [
        statPanel('Least budget left', objectives.objectiveBudgetLeft, 'min', {
          width: 8,
          noValue: NONE,
          queries: [
            {
              of: objectives.objectiveBudgetLeft,
              legend: 'Least budget left',
              by: { reduce: 'min', labels: [] },
              colours: BUDGET_COLOURS,
              said: SPENT,
              digits: 1,
            },
          ],
        }),
        statPanel('Fastest burn rate', objectives.objectiveBurnRate, 'max', {
          width: 8,
          noValue: NONE,
          alert: budgetBurn,
        }),
        statPanel('First budget gone in', objectives.objectiveExhaustion, 'min', {
          width: 8,
          noValue: 'no budget burns',
          queries: [
            {
              of: objectives.objectiveExhaustion,
              legend: 'First budget gone in',
              by: { reduce: 'min', labels: [] },
              said: GONE,
            },
          ],
        }),
        {
          kind: 'table',
          title: 'Objectives and their budgets',
          width: 24,
          height: 7,
          rows: BUDGET,
          worstBy: [{ column: 'Budget left', least: true }],
          noValue: NONE,
          explains: budgetBurn,
          queries: kept,
        },
      ],
    },
    {
      title: 'Error budget',
      answers: 'When did the budget burn, and how fast?',
      panels: [
        graph(
          'Least budget left of each objective',
          [worst(objectives.objectiveBudgetLeft, '{{slo}}', 'min', { digits: 1 })],
          {
            noValue: NONE,
            isWorstLeast: true,
            axisEnds: SPENT_TWICE,
          },
        ),
        graph('Fastest burn rate over the windows', overWindows(objectives.objectiveBurn), {
          noValue: NONE,
          alert: budgetBurn,
          axisEnds: BEYOND_LIMITS,
          note: `Dashed are the rates that the alert judges: ${RATES}. ${ITS_WORST}`,
        }),
        graph(
          'Events',
          [
            summed(objectives.objectiveBad, 'bad {{slo}}', OF_SLO),
            summed(objectives.objectiveTotal, 'all {{slo}}', OF_SLO),
          ],
          { noValue: NONE },
        ),
        graph('Highest error ratio over the windows', overWindows(objectives.objectiveErrorRatio, TOLD_APART), {
          noValue: NONE,
          axisTo: 0.01,
          note: ITS_WORST,
        }),
      ],
    },
    {
      title: 'Worst applications',
      answers: 'Which applications miss the objective?',
      panels: [
        {
          kind: 'table',
          title: 'Latency by application',
          width: 24,
          height: 8,
          rows: ON_RUNTIME,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          queries: [
            { ...queryOf(timeToFirstTokenP95, 'First token p95'), without: NONE },
            queryOf(interTokenLatencyP95, 'Inter-token p95'),
            { ...queryOf(requestLatencyP95, 'Request p95'), without: NONE },
            { ...summed(timeToFirstToken.count, 'First tokens', ON_RUNTIME), without: NONE },
            { ...summed(requestLatency.count, 'Requests', ON_RUNTIME), without: NONE },
            summed(requestsAbandoned, 'Abandoned', ON_RUNTIME),
          ],
        },
        {
          kind: 'table',
          title: 'Latencies judged, by application',
          note: 'How far each application misses an objective, and the replicas that the objective cannot judge.',
          width: 24,
          height: 6,
          rows: ['slo', 'namespace', 'application', 'role', 'runtime'],
          worstBy: ['Too late'],
          noValue: NONE,
          alert: bucketAlerts.runtimeBucketsTooCoarse,
          queries: [
            queryOf(objectives.objectiveEvents, 'Judged'),
            queryOf(objectives.objectiveLate, 'Too late'),
            { ...queryOf(objectives.objectiveUnjudged, 'Replicas not judged'), without: 'none' },
          ],
        },
        {
          kind: 'table',
          title: 'Last bucket bounds',
          width: 24,
          height: 6,
          rows: ['latency', 'namespace', 'application', 'role', 'runtime'],
          noValue: 'no engine',
          alert: bucketAlerts.runtimeBucketsTooCoarse,
          queries: [queryOf(bucketEnds, 'Last bound')],
        },
      ],
    },
  ],
};
