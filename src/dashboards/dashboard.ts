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
  /** The colours of its values as a tile or a column, from the least on; without them those of the limit that judges it. */
  readonly colours?: readonly [Step, ...Step[]];
  /** The alert that judges a column of a table. */
  readonly judgedBy?: Alert;
  /** It only says which rows there are: it has no column. */
  readonly hasNoColumn?: true;
  /** Digits behind the point: for a ratio as many as tell it from a target; otherwise as the unit has them. */
  readonly digits?: number;
  /** What a cell of its column says where a row has no value; without it a dash, since nobody knows why. */
  readonly without?: string;
  /** Values up to which a word says more than the number. */
  readonly said?: Said;
}

/** A value up to this is told by a word, in the colour of what it means. */
export interface Said {
  readonly upTo: number;
  readonly as: string;
  readonly colour: Step['colour'];
}

/** From which value on a colour is worn; the first from any. */
export interface Step {
  readonly from: number | null;
  readonly colour: 'calm' | 'neutral' | 'warning' | 'critical';
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
  /** By powers of ten, so that what is far below its limit and the limit are both seen. Values must be above 0. */
  readonly isLog?: true;
  /** Its axis goes at least as far; without it to the limit, to 100% of a ratio, or to a unit of what is counted. */
  readonly axisTo?: number;
  /** Its axis goes no further, so that what is far beyond does not hide the rest: how far is said beside it. */
  readonly axisEnds?: { readonly from?: number; readonly to: number };
  /** The least is the worst, and the first in its legend, though no limit says so. */
  readonly isWorstLeast?: true;
  /** It is of one application, user or model, so that percentiles and roles have colours of their own though their legends name it. */
  readonly isOfOne?: true;
}

export interface StatPanel extends PanelBase {
  readonly kind: 'stat';
  /** What it was over the time shown, behind the value of now. */
  readonly hasTrend?: true;
  /** The whole tile has the colour of its value, so that it is seen from afar. */
  readonly isFilled?: true;
  /** That there is nothing is good news; elsewhere nothing is known, which is neither good nor bad. */
  readonly isCalmWithout?: true;
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
  /** The columns that it is sorted by, the highest first; without them the first query, or the last label of a list. */
  readonly worstBy?: readonly Sorting[];
  /** It only says what there is: its labels are all that it shows. */
  readonly isList?: true;
  /** Its rows are alerts: their names lead to their runbooks, and the label `dashboard` to their dashboards. */
  readonly isOfAlerts?: true;
  /** The label whose column has the links; without it the narrowest that there is. */
  readonly linkedBy?: string;
}

/** A column by its header, and whether the least comes first. */
export type Sorting = string | { readonly column: string; readonly least: true };

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
