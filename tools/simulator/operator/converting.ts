import type { ScrapeJob } from './monitors.js';

/** The series that a classic histogram is stored as. */
const PARTS = '.+_(bucket|sum|count)';

/**
 * A job whose classic histograms Prometheus 3 makes native ones of. What it makes has the base name, which no monitor keeps, so that of a
 * histogram nothing is stored (run with 3.16: test/real/converted-histograms.test.ts).
 */
export function converting({ role, config }: ScrapeJob): ScrapeJob {
  const lost = { action: 'drop', source_labels: ['__name__'], regex: PARTS };
  return { role, config: { ...config, metric_relabel_configs: [...config.metric_relabel_configs, lost] } };
}
