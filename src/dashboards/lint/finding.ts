/** One thing wrong with a dashboard. */
export interface DashboardFinding {
  /** Of grafana/dashboard-linter, where it has such a rule. */
  readonly rule: string;
  /** What must hold, as a sentence. */
  readonly sentence: string;
  /** Where it does not hold, and what stands there. */
  readonly found: string;
}
