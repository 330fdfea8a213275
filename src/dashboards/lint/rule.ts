import type { ClassicDashboard, ClassicPanel } from './classic.js';
import { panelsWithQueries } from './classic.js';

/** One thing that must hold of every dashboard. */
export interface LintRule {
  /** Of grafana/dashboard-linter, where it has such a rule. */
  readonly name: string;
  /** What holds, as a sentence. */
  readonly sentence: string;
  /** Where it does not hold: the dashboard, the place, and what stands there. */
  readonly findings: (dashboard: ClassicDashboard) => readonly string[];
}

/** Findings for the panels that ask something and are wrong. */
export function inPanels(wrong: (panel: ClassicPanel) => boolean): LintRule['findings'] {
  return (dashboard) =>
    panelsWithQueries(dashboard)
      .filter(wrong)
      .map(({ title, id }) => `${dashboard.uid}: panel ${id} "${title}"`);
}
