import type { JudgedAlert } from '../rules/alert.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { applicationPhases } from '../signals/control-plane/custom-resources.js';
import { mean, percentile } from '../signals/vocabulary/percentiles.js';
import type { RecordedHistogram } from '../signals/vocabulary/record-histogram.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Query, StatPanel, TablePanel, TextPanel, TimeSeriesPanel } from './dashboard.js';

/** One role of one application, on one runtime, as a legend. */
export const WHO = '{{namespace}}/{{application}} {{role}} {{runtime}}';
/** One role of one application, as a legend and as labels. */
export const ROLE = '{{namespace}}/{{application}} {{role}}';
export const ROLES = ['namespace', 'application', 'role'] as const;
const PERCENTS = [50, 90, 95, 99] as const;

type Queries = readonly [Query, ...Query[]];
export type PanelOptions = Partial<Omit<TimeSeriesPanel, 'kind' | 'title' | 'queries'>>;

/** A signal as it is. */
export const queryOf = (of: Signal, legend: string): Query => ({ of, legend });

/** A signal added up by some labels. */
export const summed = (of: Signal, legend: string, labels: readonly string[]): Query => ({
  of,
  legend,
  by: { reduce: 'sum', labels },
});

/** A graph of half the width. */
export const graph = (title: string, queries: Queries, more: PanelOptions = {}): TimeSeriesPanel => ({
  kind: 'timeseries',
  title,
  width: 12,
  height: 8,
  noValue: 'no traffic',
  queries,
  ...more,
});

/** An alert that judges one signal, wherever it is. */
export type OfSignal = JudgedAlert & { readonly when: { readonly signal: Signal } };

/** What an alert judges, with its limit. */
export const judged = (title: string, alert: OfSignal, legend: string, more: PanelOptions = {}): TimeSeriesPanel =>
  graph(title, [queryOf(alert.when.signal, legend)], { alert, ...more });

/** A line for each replica. */
export const perReplica = (title: string, of: Signal, more: PanelOptions = {}): TimeSeriesPanel =>
  graph(title, [queryOf(of, '{{pod}}')], { noValue: 'no replica', leadsTo: 'arks-troubleshooting', ...more });

/** Percentiles and the mean of each application and runtime, or of what `who` tells apart. */
export function percentilePanel(
  title: string,
  histogram: RecordedHistogram,
  more: PanelOptions = {},
  who: string = WHO,
): TimeSeriesPanel {
  const [first, ...rest] = PERCENTS.map((percent) =>
    queryOf(percentile(histogram, percent), `p${percent} ${who}`.trim()),
  );
  if (first === undefined) throw new Error('a spread must have at least one percentile');
  return graph(title, [first, ...rest, queryOf(mean(histogram), `mean ${who}`.trim())], { isLog: true, ...more });
}

/** A number of everything that is chosen; of percentiles and shares the worst. */
export function statPanel(
  title: string,
  of: Signal,
  reduce: 'sum' | 'max' | 'min' | 'count',
  more: Partial<StatPanel> = {},
): StatPanel {
  const queries: readonly [Query] = [{ of, legend: title, by: { reduce, labels: [] } }];
  return { kind: 'stat', title, width: 4, height: 4, queries, noValue: 'no traffic', ...more };
}

/** Text that leads through the panels below it. */
export const text = (title: string, height: number, markdown: string): TextPanel => ({
  kind: 'text',
  title,
  width: 24,
  height,
  markdown,
});

const APPLICATION_OBJECT = ['namespace', 'application', 'phase'] as const;

/** A row for each application and the phase it is in. */
export const phases = (title: string, width: number): TablePanel => ({
  kind: 'table',
  title,
  width,
  height: 8,
  rows: APPLICATION_OBJECT,
  isList: true,
  noValue: 'no application',
  alert: runtimeStateAlerts.applicationFailed,
  queries: [queryOf(applicationPhases, 'Applications')],
});
