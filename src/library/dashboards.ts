import type { Environment } from '../config/environment.js';
import { type DashboardFinding, lintFindings } from '../dashboards/lint/findings.js';
import { planOf } from '../plan/plan.js';

export { ArksOwnDashboard, type ArksOwnDashboardProps } from '../constructs/own-dashboard.js';
export type { DashboardFinding } from '../dashboards/lint/findings.js';
export type { OwnDashboard, OwnPanel, OwnQuery, OwnRow, OwnVariable } from '../dashboards/own-panels.js';

/**
 * What is wrong with a dashboard in an environment, by the rules that ours keep. It is classic JSON, as a value; `series` names what it may
 * read beside our metrics and records. Throws where it has another form.
 */
export function lintDashboard(
  dashboard: unknown,
  environment: Environment,
  series: readonly string[] = [],
): readonly DashboardFinding[] {
  return lintFindings(dashboard, new Set([...planOf(environment).recordedNames, ...series]));
}
