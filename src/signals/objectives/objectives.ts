import {
  addManyToOne,
  maxBy,
  minus,
  number,
  type RecordedName,
  ratio,
  type Stored,
  times,
} from '../../promql/build.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { clusterOptional, ON_RUNTIME } from '../vocabulary/identity.js';
import { type Signal, signal, type Unit } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';

/** Whose budget it is: an application, a model of a namespace, a namespace, or nobody's in particular. */
const BUDGET = ['slo', 'namespace', 'application', 'model'] as const;

/** A record of the objectives' rules. */
const recorded = (record: RecordedName, unit: Unit, title: string, description: string) =>
  told({ record }, BUDGET, { unit, title, description });

/** What a rule of the objectives stores, read as any other record; the rules are of each objective, src/rules/objectives. */
function told<const Label extends string>(
  stored: Stored<Label>,
  labels: readonly Label[],
  words: Pick<Signal, 'title' | 'unit' | 'description'>,
): Signal<Label> & Stored<Label> {
  return { ...words, ...stored, labels, query: (view) => selectArks(stored, view.matchers) };
}

export const objectiveBudgetLeft = recorded(
  'slo:arks_error_budget_remaining:ratio',
  'ratio',
  'Budget left',
  'Share of the error budget that is left; below 0 the budget is overspent.',
);
export const objectiveBurnRate = recorded(
  'slo:arks_burn_rate:ratio1h',
  'count',
  'Burn rate',
  'Rate at which the error budget burned over the last hour, as a multiple of the allowed rate; at 1 the budget lasts ' +
    'exactly the window.',
);
export const objectiveExhaustion = recorded(
  'slo:arks_error_budget_exhaustion:seconds',
  'seconds',
  'Time to exhaustion',
  'How long the remaining budget lasts at the burn rate of the last 6 hours; no value while the budget does not burn.',
);
export const objectiveCoverage = recorded(
  'slo:arks_error_budget_coverage:ratio',
  'ratio',
  'Window covered',
  'Share of the window for which there are samples. Below 1 the budget covers a shorter time: it is new, or samples are ' +
    'kept for less than the window.',
);
export const objectiveBad = recorded(
  'slo:arks_bad:rate5m',
  'count/s',
  'Bad events',
  'Bad events per second, which burn the budget.',
);
export const objectiveTotal = recorded(
  'slo:arks_total:rate5m',
  'count/s',
  'All events',
  'All events per second that the objective counts, good and bad.',
);

/** What an objective of a latency counts, by application and runtime, and what it cannot count. */
const ofApplication = (record: RecordedName, unit: Unit, title: string, description: string) =>
  told({ record }, ['slo', ...ON_RUNTIME], { unit, title, description });

export const objectiveEvents = ofApplication(
  'application:arks_slo_events:rate5m',
  'count/s',
  'Events judged',
  'Events per second that the objective counts, from replicas whose buckets have its threshold.',
);
export const objectiveLate = ofApplication(
  'application:arks_slo_late:rate5m',
  'count/s',
  'Events too late',
  'Events per second that took longer than the objective allows, from replicas whose buckets have its threshold.',
);
export const objectiveUnjudged = ofApplication(
  'application:arks_slo_unjudged_replicas:count',
  'count',
  'Replicas not judged',
  'Replicas whose buckets lack the threshold of an objective, because they were started with buckets of their own. vLLM takes ' +
    'them by --custom-histogram-buckets. SGLang takes them by --bucket-... Their answers count neither as good nor as bad.',
);

/** Signals of single applications, whose labels nothing else says. */
export const objectiveSignals: readonly Signal[] = [objectiveEvents, objectiveLate, objectiveUnjudged];

/** The number that is written down. */
export const objectivePromise = { record: 'slo:arks_objective:ratio' } as const satisfies Stored;

/** What is promised, which is nobody's in particular. */
const promised = (view: View) => {
  const ofObjective = view.matchers.filter(({ label }) => label === 'slo' || label === view.cluster);
  return selectArks<Stored<'slo'>>(objectivePromise, clusterOptional({ ...view, matchers: ofObjective }).matchers);
};

/** A number that is written down has no cluster: each budget gets its own from what it counts. */
export const objectiveTarget = signal({
  title: 'Target',
  unit: 'ratio',
  description: 'Share of events that must be good; no value while there are no events.',
  labels: BUDGET,
  query: (view) => addManyToOne(times(objectiveTotal.query(view), number(0)), maxBy(['slo'], promised(view)), ['slo']),
});

/** Windows over which error ratios are recorded: those of the burn rates, and that of the objective. */
export const ERROR_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '7d', '28d', '30d'] as const;
export type ErrorWindow = (typeof ERROR_WINDOWS)[number];

/** Bad events over all events of a window. */
export const objectiveErrorRatio = (window: ErrorWindow) =>
  recorded(
    `slo:arks_error:ratio_rate${window}`,
    'ratio',
    `Error ratio, ${window}`,
    `Share of the events of the last ${window} that were bad; every event has the same weight.`,
  );

/** Share of good events. */
export const objectiveAttainment = signal({
  title: 'Attainment',
  unit: 'ratio',
  description: 'Share of the events of the last day that were good; no value without events.',
  labels: BUDGET,
  query: (view) => minus(number(1), objectiveErrorRatio('1d').query(view)),
});

/** How fast the budget burnt over a window, against what the objective allows. */
export const objectiveBurn = (window: ErrorWindow) =>
  signal({
    title: `Burn rate, ${window}`,
    unit: 'count',
    description:
      `Rate at which the error budget burned over the last ${window}, as a multiple of the allowed rate; at 1 the budget ` +
      'lasts exactly the window.',
    labels: BUDGET,
    query: (view) => ratio(objectiveErrorRatio(window).query(view), minus(number(1), objectiveTarget.query(view))),
  });
