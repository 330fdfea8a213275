import type { OwnMetric } from '../../config/own-metrics.js';
import { otherForm } from '../exported.js';
import { classicDashboard } from './classic.js';
import type { DashboardFinding } from './finding.js';
import { lintRules } from './index.js';

/**
 * What is wrong with a dashboard where these names are recorded and these metrics are declared. It is classic JSON, as a value. Throws where
 * it has another form.
 */
export function lintFindings(
  dashboard: unknown,
  recorded: ReadonlySet<string>,
  metrics: readonly OwnMetric[],
): readonly DashboardFinding[] {
  const { data, error } = classicDashboard.safeParse(dashboard);
  if (data === undefined) {
    const wrong = error?.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join(', ');
    throw new Error(`a dashboard must be classic JSON, but ${otherForm(dashboard) ?? wrong}`);
  }
  return lintRules(recorded, metrics).flatMap(({ name, sentence, findings }) =>
    findings(data).map((found) => ({ rule: name, sentence, found })),
  );
}
