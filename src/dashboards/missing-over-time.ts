import { limitedTargets } from '../rules/alert-context.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { recordsAge } from '../signals/scraping/age.js';
import { shareOfLimitAdded, shareOfSampleBudget } from '../signals/scraping/sample-limits.js';
import { samplesKept, samplesRefusedPerReplica } from '../signals/scraping/targets.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Row, TimeSeriesPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { graph, type PanelOptions } from './makers.js';
import { largest, worstReplicas } from './many.js';
import { byJob, jobsOf, OF_TARGET } from './of-targets.js';

/** Records are older than that where rules are not evaluated, by far. */
const MINUTE = 60;
/** Of each job the target that has most. */
const fullest = (title: string, of: Signal, more: PanelOptions): TimeSeriesPanel =>
  graph(title, [{ of, legend: '{{job}}', by: { reduce: 'max', labels: ['job'] }, ignoreVariables: OF_TARGET }], {
    noValue: 'Prometheus has no target',
    ...more,
  });

/** The first case over time, which is asked when something is missing. */
export const missingOverTime = (drawing: Drawing): Row => ({
  title: 'Case 1, over time',
  answers: 'Since when are records old, and targets near their limits?',
  collapsed: true,
  panels: [
    graph('Age of the oldest records', [largest(recordsAge, 'oldest')], {
      noValue: 'no rule was evaluated',
      note: 'Of all groups of rules the one evaluated longest ago; its alert names it.',
      axisTo: MINUTE,
      alert: monitoringAlerts.rulesStale,
    }),
    graph('Samples by job', [byJob(jobsOf(drawing))(samplesKept, '{{job}}', 'max')], {
      noValue: 'Prometheus has no target',
      explains: monitoringAlerts.scrapeBudgetExceeded,
    }),
    fullest('Samples of one target against its budget', shareOfSampleBudget(limitedTargets(drawing.scraped)), {
      width: 8,
      alert: monitoringAlerts.scrapeBudgetExceeded,
    }),
    fullest('New series of one target against its limit', shareOfLimitAdded(limitedTargets(drawing.scraped)), {
      width: 8,
      alert: monitoringAlerts.scrapeSeriesChurning,
    }),
    worstReplicas('Samples of refused replicas', samplesRefusedPerReplica, {
      width: 8,
      noValue: 'no scrape is refused',
      alert: monitoringAlerts.runtimeScrapeRefused,
    }),
  ],
});
