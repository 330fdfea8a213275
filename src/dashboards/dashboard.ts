import type { DashboardUid } from '../config/dashboard-uids.js';
import type { Matcher } from '../promql/build.js';
import type { Worst } from '../promql/worst.js';
import type { Alert } from '../rules/alert.js';
import type { BudgetAlert, LimitLine } from '../rules/limit-line.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Drawing } from './drawing.js';
import type { VariableName } from './variables.js';

/** One query of a panel: a signal, over the series that the variables name, and what becomes of them. */
export interface Query {
  readonly of: Signal;
  /** Name of a series, with labels as `{{label}}`. */
  readonly legend: string;
  /** How series are put together, and by which labels; percentiles take the worst, never a mean. */
  readonly by?: { readonly reduce: 'sum' | 'max' | 'min' | 'avg' | 'count'; readonly labels: readonly string[] };
  readonly matchers?: readonly Matcher[];
  /** Labels that mean something else here than the variable of their name. */
  readonly ignoreVariables?: readonly string[];
  /** Rates look back as far as Grafana's step asks, totals over the time shown. */
  readonly over?: 'range';
  /** Of what grows with applications or replicas the worst of the time shown, however many there are. */
  readonly worst?: Worst;
}

/** What a panel draws of an alert that is none of ours, and the page that says what to do. */
export interface OwnLimit {
  readonly name: string;
  readonly runbookUrl: string;
  readonly line: LimitLine;
}

interface PanelBase {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** What a reader should know beside what the signals say of themselves. */
  readonly note?: string;
  readonly queries: readonly [Query, ...Query[]];
  /** What it shows without data. */
  readonly noValue: string;
  /** The alert that judges what the panel shows: its limit is drawn, red where it fires, and its runbook is linked. */
  readonly alert?: Alert | BudgetAlert;
  /** An alert that judges something else and that this helps to explain: only its runbook is linked. */
  readonly explains?: Alert | BudgetAlert;
  /** It stands on the runbook of that alert, which is not linked there. */
  readonly isOnItsRunbook?: true;
  /** The dashboard that a value leads to, its labels filling the variables there. */
  readonly leadsTo?: DashboardUid;
  /** Drawn once for each value of a variable. */
  readonly repeat?: VariableName;
  /** The same as `alert` where that is none of ours. */
  readonly ownAlert?: OwnLimit;
}

export interface TimeSeriesPanel extends PanelBase {
  readonly kind: 'timeseries';
  readonly stacked?: true;
}

export interface StatPanel extends PanelBase {
  readonly kind: 'stat';
}

export interface BarPanel extends PanelBase {
  readonly kind: 'bars';
}

export interface HeatmapPanel extends PanelBase {
  readonly kind: 'heatmap';
}

/** A row for each set of labels, a column for each query, named by its legend. */
export interface TablePanel extends PanelBase {
  readonly kind: 'table';
  /** Labels that make a row, in the order of their columns; a query that names no others is the largest of each row. */
  readonly rows: readonly string[];
}

export interface TextPanel {
  readonly kind: 'text';
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly markdown: string;
}

export type Panel = TimeSeriesPanel | StatPanel | BarPanel | HeatmapPanel | TablePanel | TextPanel;

/** Panels that ask something. */
export type DataPanel = Exclude<Panel, TextPanel>;

/** Panels that answer one question. */
export interface Row {
  readonly title: string;
  /** The question, for the page in docs. */
  readonly answers: string;
  readonly collapsed?: true;
  readonly panels: readonly Panel[];
}

export interface Dashboard {
  readonly uid: DashboardUid;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly VariableName[];
  readonly rows: (drawing: Drawing) => readonly Row[];
}
