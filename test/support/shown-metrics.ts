import type { Environment } from '../../src/config/environment.js';
import { dashboards } from '../../src/dashboards/index.js';
import { rowsOf } from '../../src/dashboards/rows.js';
import { planOf } from '../../src/plan/plan.js';
import { runtimesRead } from '../../src/signals/runtimes/index.js';
import { sourcesOf } from '../../src/signals/sources.js';

/** The metrics that the panels of an environment show something of, straight or through records. */
export function shownMetrics(environment: Environment): readonly string[] {
  const { drawing } = planOf(environment);
  const panels = dashboards.flatMap((dashboard) => rowsOf(dashboard, drawing)).flatMap((row) => row.panels);
  const queries = panels.flatMap((panel) => (panel.kind === 'text' ? [] : panel.queries));
  return [...new Set(queries.flatMap(({ of }) => sourcesOf(of, runtimesRead(environment.runtimes))))];
}
