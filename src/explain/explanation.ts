/** What can be explained. */
export const KINDS = ['alert', 'record', 'panel', 'metric', 'setting'] as const;
export type Kind = (typeof KINDS)[number];

/** A panel as it is found in Grafana: its name here is `<dashboard>/<title>`. */
export interface PanelPlace {
  readonly name: string;
  readonly dashboard: string;
  readonly row: string;
  readonly title: string;
}

/** A number that somebody may set, and why it is what it is. */
export interface Limit {
  readonly setting: string;
  readonly value: string | number;
  readonly reason: string;
}

/** A measurement: what it says, and the query that says it. */
export interface Measurement {
  readonly title: string;
  readonly unit: string;
  readonly says: string;
  readonly query: string;
}

export interface AlertExplanation {
  readonly kind: 'alert';
  readonly name: string;
  /** How it is told, with the names of labels where their values will be. */
  readonly says: string;
  readonly description: string;
  /** Why it is switched off here. */
  readonly off?: string;
  readonly rules: readonly {
    readonly severity: string;
    readonly for: string;
    readonly keepsFiringFor?: string;
    readonly expression: string;
  }[];
  readonly limits: readonly Limit[];
  /** The alerts whose limits it follows. */
  readonly limitsOf: readonly string[];
  /** The lists by which alerts.overrides may tell its series apart. */
  readonly overriddenBy: readonly string[];
  readonly measurements: readonly Measurement[];
  readonly records: readonly string[];
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
  readonly runbook: string;
  readonly dashboard: string;
  readonly panels: readonly PanelPlace[];
}

export interface RecordExplanation {
  readonly kind: 'record';
  readonly name: string;
  readonly says: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly rules: readonly { readonly labels: Readonly<Record<string, string>>; readonly expression: string }[];
  readonly records: readonly string[];
  readonly metrics: readonly string[];
  readonly alerts: readonly string[];
  readonly panels: readonly PanelPlace[];
}

export interface PanelExplanation {
  readonly kind: 'panel';
  readonly name: string;
  /** The question that its row answers. */
  readonly says: string;
  readonly dashboard: string;
  readonly row: string;
  readonly note?: string;
  /** What it shows without data; nothing where it is text alone. */
  readonly withoutData?: string;
  readonly measurements: readonly Measurement[];
  readonly records: readonly string[];
  readonly metrics: readonly string[];
  /** The alert whose limit is drawn. */
  readonly limitOf?: string;
  readonly limits: readonly Limit[];
  /** The alert that it helps to explain. */
  readonly explains?: string;
  readonly runbooks: readonly string[];
}

export interface MetricExplanation {
  readonly kind: 'metric';
  readonly name: string;
  readonly says: string;
  /** One for each exporter, and for generations of it that differ in labels, kind or buckets. */
  readonly shown: readonly {
    readonly exporter: string;
    readonly says: string;
    readonly kind: string;
    readonly unit: string;
    readonly generations: readonly string[];
    /** Those in parentheses are not always there. */
    readonly labels: readonly string[];
    readonly since?: string;
    readonly gone: readonly string[];
    readonly source: string;
  }[];
  /** Whether some measurement reads it or the environment declares it, so that it is kept without being asked for. */
  readonly kept: boolean;
  readonly records: readonly string[];
  readonly alerts: readonly string[];
  readonly panels: readonly PanelPlace[];
}

export interface SettingExplanation {
  readonly kind: 'setting';
  readonly name: string;
  readonly says: string;
  readonly type: string;
  /** As YAML; nothing where nothing stands for a missing value. */
  readonly default?: string;
  readonly unit: string;
  readonly allowed: readonly string[];
  /** The settings that it holds. */
  readonly holds: readonly string[];
  /** The alerts whose limit it is. */
  readonly alerts: readonly string[];
}

/** What there is to say of one thing. */
export type Explanation =
  | AlertExplanation
  | RecordExplanation
  | PanelExplanation
  | MetricExplanation
  | SettingExplanation;
