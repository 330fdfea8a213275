import type { Worst } from '../promql/worst.js';
import type { Alert } from '../rules/alert.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Query, TimeSeriesPanel } from './dashboard.js';
import { graph, type OfSignal, type PanelOptions } from './makers.js';

/** As many lines as people tell apart in one graph, and as many names as they read in no order, below a narrow one. */
const SHOWN = 10;
const BELOW_IT = { lines: 8, width: 12 } as const;
const HIGHEST: Worst = { count: SHOWN, is: 'highest' };
const LOWEST: Worst = { count: SHOWN, is: 'lowest' };
/** A signal of what there may be many of: the ten worst of the time shown, whatever else there is. */
export const worstOf = (of: Signal, legend: string, more: Partial<Query> = {}): Query => ({
  of,
  legend,
  worst: HIGHEST,
  ...more,
});

/** The same of what is worse the less it is. */
export const leastOf = (of: Signal, legend: string): Query => worstOf(of, legend, { worst: LOWEST });

/** The same added up by some labels. */
export const worstSum = (of: Signal, legend: string, labels: readonly string[]): Query =>
  worstOf(of, legend, { by: { reduce: 'sum', labels } });

type Queries = readonly [Query, ...Query[]];

/** A graph of the worst of many, which says so: all its queries together have no more lines than people tell apart. */
export function graphOfWorst(title: string, queries: Queries, more: PanelOptions = {}): TimeSeriesPanel {
  const { is } = queries[0].worst ?? HIGHEST;
  const isNarrow = more.width !== undefined && more.width < BELOW_IT.width;
  const count = Math.floor((isNarrow ? BELOW_IT.lines : SHOWN) / queries.length);
  const own = `Of many the ${count} ${is} of the time shown${queries.length === 1 ? '' : ', of each kind'}.`;
  const bounded = (query: Query): Query => ({ ...query, worst: { ...(query.worst ?? HIGHEST), count } });
  const [first, ...rest] = queries;
  return graph(title, [bounded(first), ...rest.map(bounded)], {
    ...more,
    note: more.note === undefined ? own : `${more.note} ${own}`,
  });
}

/** Of whatever is chosen the largest: one line, however many there are. */
export const largest = (of: Signal, legend: string): Query => ({ of, legend, by: { reduce: 'max', labels: [] } });

/** What an alert judges of the worst of many, with its limit: the lowest where it fires below. */
export function judgedWorst(title: string, alert: OfSignal, legend: string, more: PanelOptions = {}): TimeSeriesPanel {
  return graphOfWorst(title, [worstOf(alert.when.signal, legend, { worst: worstEnd(alert) })], { alert, ...more });
}

/** The worst replicas of all. */
export const worstReplicas = (title: string, of: Signal, more: PanelOptions = {}): TimeSeriesPanel =>
  graphOfWorst(title, [worstOf(of, '{{pod}}')], { noValue: 'no replica', leadsTo: 'arks-troubleshooting', ...more });

function worstEnd({ when }: Pick<Alert, 'when'>): Worst {
  return when?.is === 'below' ? LOWEST : HIGHEST;
}
