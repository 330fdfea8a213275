import type { OwnMetric } from '../../config/own-metrics.js';
import { identityRules } from './identity.js';
import { layoutRules } from './layout.js';
import { panelRules } from './panels.js';
import { noDeadMetric, queryRules } from './queries.js';
import { rankedRules } from './ranked.js';
import type { LintRule } from './rule.js';
import { variableRules } from './variables.js';

/** Every rule for dashboards of an environment in which these names are recorded and these metrics declared. */
export function lintRules(recorded: ReadonlySet<string>, own: readonly OwnMetric[] = []): readonly LintRule[] {
  const ofQueries = [...queryRules(own), noDeadMetric(recorded, own)];
  return [...variableRules, ...identityRules, ...panelRules, ...ofQueries, ...rankedRules, ...layoutRules];
}
