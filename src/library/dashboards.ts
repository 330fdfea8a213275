import type { Environment } from '../config/environment.js';
import { otherForm } from '../dashboards/exported.js';
import { classicDashboard } from '../dashboards/lint/classic.js';
import { lintRules } from '../dashboards/lint/index.js';
import { planOf } from '../plan/plan.js';

/** One thing wrong with a dashboard. */
export interface DashboardFinding {
  /** Of grafana/dashboard-linter, where it has such a rule. */
  readonly rule: string;
  /** What must hold, as a sentence. */
  readonly sentence: string;
  /** Where it does not hold, and what stands there. */
  readonly found: string;
}

/**
 * What is wrong with a dashboard in an environment, by the rules that ours keep. It is classic JSON, as a value. Throws where it has
 * another form.
 */
export function lintDashboard(dashboard: unknown, environment: Environment): readonly DashboardFinding[] {
  const { data, error } = classicDashboard.safeParse(dashboard);
  if (data === undefined) {
    const wrong = error?.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join(', ');
    throw new Error(`a dashboard must be classic JSON, but ${otherForm(dashboard) ?? wrong}`);
  }
  return lintRules(planOf(environment).recordedNames).flatMap(({ name, sentence, findings }) =>
    findings(data).map((found) => ({ rule: name, sentence, found })),
  );
}
