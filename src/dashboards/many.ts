import type { Worst } from '../promql/worst.js';
import type { Alert } from '../rules/alert.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Query, TimeSeriesPanel } from './dashboard.js';
import { graph, type OfSignal, type PanelOptions } from './makers.js';

/** As many lines as people tell apart in one graph. */
const SHOWN = 10;
const HIGHEST: Worst = { count: SHOWN, is: 'highest' };
/** Those of which there is least. */
export const LOWEST: Worst = { count: SHOWN, is: 'lowest' };
const NOTES = {
  highest: `Of many the ${SHOWN} highest of the time shown.`,
  lowest: `Of many the ${SHOWN} lowest of the time shown.`,
} as const;

/** A signal of what there may be many of: the ten worst of the time shown, whatever else there is. */
export const worstOf = (of: Signal, legend: string, more: Partial<Query> = {}): Query => ({
  of,
  legend,
  worst: HIGHEST,
  ...more,
});

/** The same of what is worse the less it is. */
export const leastOf = (of: Signal, legend: string): Query => worstOf(of, legend, { worst: LOWEST });

type Queries = readonly [Query, ...Query[]];

/** A graph of the worst of many, which says so. */
export function graphOfWorst(title: string, queries: Queries, more: PanelOptions = {}): TimeSeriesPanel {
  const { is } = queries[0].worst ?? HIGHEST;
  const note = more.note === undefined ? NOTES[is] : `${more.note} ${NOTES[is]}`;
  return graph(title, queries, { ...more, note });
}

/** What an alert judges of the worst of many, with its limit, which its link opens: the lowest where it fires below. */
export function judgedWorst(alert: OfSignal, legend: string, more: PanelOptions = {}): TimeSeriesPanel {
  return graphOfWorst(alert.panel, [worstOf(alert.when.signal, legend, { worst: worstEnd(alert) })], {
    alert,
    ...more,
  });
}

/** The worst replicas of all. */
export const worstReplicas = (title: string, of: Signal, more: PanelOptions = {}): TimeSeriesPanel =>
  graphOfWorst(title, [worstOf(of, '{{pod}}')], { noValue: 'no replica', leadsTo: 'arks-troubleshooting', ...more });

function worstEnd({ when }: Pick<Alert, 'when'>): Worst {
  return when?.is === 'below' ? LOWEST : HIGHEST;
}
