import type { DashboardFinding } from '../dashboards/lint/finding.js';
import { lintFindings } from '../dashboards/lint/findings.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { recordsIn } from '../rules/extra/read.js';

export { ArksOwnDashboard, type ArksOwnDashboardProps } from '../constructs/own-dashboard.js';
export type { DashboardFinding } from '../dashboards/lint/finding.js';
export type { OwnDashboard, OwnPanel, OwnQuery, OwnRow, OwnVariable } from '../dashboards/own-panels.js';

/** Where a dashboard is to be shown, and the names of series that it may read beside our metrics and records. */
export interface LintProps extends SurfaceProps {
  readonly series?: readonly string[];
}

/**
 * What is wrong with a dashboard in an environment, by the rules that ours keep. It is classic JSON, as a value. Throws where it has another
 * form.
 */
export function lintDashboard(
  dashboard: unknown,
  { environment, series = [] }: LintProps,
): readonly DashboardFinding[] {
  const { recordedNames, extraRules } = planOf(environment);
  const known = new Set([...recordedNames, ...recordsIn(extraRules), ...series]);
  return lintFindings(dashboard, known, environment.metrics);
}
