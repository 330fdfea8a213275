import { thresholdReason } from '../config/thresholds.js';
import type { DocumentedAlert } from '../documented/documented-alert.js';
import type { DocumentedRecord } from '../documented/records.js';
import type { Plan } from '../plan/plan.js';
import type { RecordRule } from '../rules/rule-group.js';
import type { Limit } from './explanation.js';
import type { PlacedPanel } from './panels.js';
import type { Sources } from './sources.js';

/** What is known of a plan, from which each of its things is explained. */
export interface Known {
  readonly plan: Plan;
  /** Each with what its rules read. */
  readonly alerts: readonly (DocumentedAlert & Sources)[];
  readonly records: readonly (DocumentedRecord & Sources & { readonly rules: readonly RecordRule[] })[];
  readonly panels: readonly PlacedPanel[];
}

/** The numbers that decide about an alert, each with its reason. */
export function limitsOf({ thresholds }: DocumentedAlert, { environment }: Plan): readonly Limit[] {
  return thresholds.map((threshold) => ({
    setting: `alerts.thresholds.${threshold}`,
    value: environment.alerts.thresholds[threshold],
    reason: thresholdReason(threshold),
  }));
}

/** The page that says what to do about an alert, without what an alert fills in; empty where there is none. */
export function runbookOf({ rules }: DocumentedAlert): string {
  const [page = ''] = rules[0]?.annotations['runbook_url']?.split('?') ?? [];
  return page;
}
