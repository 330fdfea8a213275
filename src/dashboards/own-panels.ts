import type { Matcher } from '../promql/matchers.js';
import type { OwnAlert } from '../rules/own-alert.js';
import type { Signal } from '../signals/vocabulary/signal.js';

/** What a dashboard may choose by; each is there where a panel has its label. */
export type OwnVariable =
  | 'cluster'
  | 'namespace'
  | 'application'
  | 'role'
  | 'model'
  | 'runtime'
  | 'pod'
  | 'user'
  | 'rule'
  | 'quota_name'
  | 'slo';

/** One query of a panel: a signal, over the series that the variables name, and what becomes of them. */
export interface OwnQuery {
  readonly of: Signal;
  /** Name of a series, with labels as `{{label}}`. */
  readonly legend: string;
  /** How series are put together, and by which labels; percentiles take the worst, never a mean. */
  readonly by?: { readonly reduce: 'sum' | 'max' | 'min' | 'avg' | 'count'; readonly labels: readonly string[] };
  readonly matchers?: readonly Matcher[];
}

interface OwnDataPanel {
  readonly title: string;
  /** Of 24 columns; the panels of a line fill them and are of one height. */
  readonly width: number;
  readonly height: number;
  /** What a reader should know beside what the signals say of themselves. */
  readonly note?: string;
  readonly queries: readonly [OwnQuery, ...OwnQuery[]];
  /** What it shows without data. */
  readonly noValue: string;
  /** The alert of one's own that judges what the panel shows: its limit is drawn, red where it fires, and its runbook is linked. */
  readonly alert?: OwnAlert;
}

/** A panel: a graph, a number, bars, the buckets of a histogram, a table with a row for each set of labels, or text. */
export type OwnPanel =
  | (OwnDataPanel & { readonly kind: 'timeseries'; readonly stacked?: true })
  | (OwnDataPanel & { readonly kind: 'stat' | 'bars' | 'heatmap' })
  | (OwnDataPanel & { readonly kind: 'table'; readonly rows: readonly string[] })
  | Readonly<{ kind: 'text'; title: string; width: number; height: number; markdown: string }>;

/** Panels that answer one question. */
export interface OwnRow {
  readonly title: string;
  readonly collapsed?: true;
  readonly panels: readonly OwnPanel[];
}

/** A dashboard of somebody else, drawn as ours are. */
export interface OwnDashboard {
  /** Of 1 to 40 letters, digits, `-` or `_`, and none of ours; links lead to it. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly OwnVariable[];
  readonly rows: readonly OwnRow[];
}
