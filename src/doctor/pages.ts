/** Pages that findings point at, as they stand in the package. */
export const PAGES = {
  doctor: 'docs/doctor.md',
  surfaces: 'docs/surfaces.md',
  limits: 'docs/surfaces.md#limits-and-budgets',
  platforms: 'docs/platforms.md',
  retention: 'docs/platforms.md#how-long-samples-are-kept',
  twoInstalls: 'docs/platforms.md#two-installs-in-one-cluster',
  rules: 'docs/rules.md',
  metrics: 'docs/metrics.md',
  runtimes: 'docs/runtimes.md',
  missing: 'docs/runbooks/troubleshooting-metrics-missing.md',
  down: 'docs/runbooks/ArksRuntimeTargetDown.md',
  nothingKept: 'docs/runbooks/ArksScrapeNothingKept.md',
  refused: 'docs/runbooks/ArksScrapeRefused.md',
  budget: 'docs/runbooks/ArksScrapeBudgetExceeded.md',
  stale: 'docs/runbooks/ArksRulesStale.md',
  buckets: 'docs/runbooks/ArksRuntimeBucketsTooCoarse.md',
} as const;
