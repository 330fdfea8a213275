/** A rule of Prometheus that stores what an expression says. */
export interface RecordRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule of Prometheus that fires while an expression says something. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly keep_firing_for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other; groups run side by side. */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly (RecordRule | AlertRule)[];
}

/** A group of alerts alone. */
export interface AlertingRules extends RuleGroup {
  readonly rules: readonly AlertRule[];
}

/** Rules of a group that every ruler takes: Mimir takes 20 by default, and so does Azure. */
export const MOST_RULES = 20;
