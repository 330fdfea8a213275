import { identityRules } from './identity.js';
import { layoutRules } from './layout.js';
import { panelRules } from './panels.js';
import { noDeadMetric, queryRules } from './queries.js';
import type { LintRule } from './rule.js';
import { variableRules } from './variables.js';

/** Every rule for dashboards of an environment in which these names are recorded. */
export function lintRules(recorded: ReadonlySet<string>): readonly LintRule[] {
  return [...variableRules, ...identityRules, ...panelRules, ...queryRules, noDeadMetric(recorded), ...layoutRules];
}
