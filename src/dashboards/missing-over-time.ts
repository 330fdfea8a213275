import { limitedTargets } from '../rules/alert-context.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { replicasWanted } from '../signals/control-plane/control-plane.js';
import { requestsRunning } from '../signals/requests/requests.js';
import { recordsAge } from '../signals/scraping/age.js';
import { shareOfLimitAdded, shareOfSampleBudget } from '../signals/scraping/sample-limits.js';
import { samplesKept, samplesRefusedPerReplica } from '../signals/scraping/targets.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { byJob, jobsOf, OF_TARGET } from './by-job.js';
import type { Row, TimeSeriesPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { graph, type PanelOptions, ROLE, ROLES, summed } from './makers.js';
import { graphOfWorst, LOWEST, largest, worstOf, worstReplicas } from './many.js';

/** Records are older than that where rules are not evaluated, by far. */
const MINUTE = 60;
/** The targets that have most, whatever is chosen. */
const fullest = (title: string, of: Signal, more: PanelOptions): TimeSeriesPanel =>
  graphOfWorst(title, [{ ...worstOf(of, '{{job}} {{pod}}'), ignoreVariables: OF_TARGET }], {
    noValue: 'Prometheus has no target',
    ...more,
  });

/** The first case over time, which is asked when something is missing. */
export const missingOverTime = (drawing: Drawing): Row => ({
  title: 'Case 1, over time',
  answers: 'Since when are records old, and targets near their limits?',
  collapsed: true,
  panels: [
    graph(monitoringAlerts.rulesStale.panel, [largest(recordsAge, 'oldest')], {
      noValue: 'no rule was evaluated',
      note: 'Of all groups of rules the one evaluated longest ago; its alert names it.',
      axisTo: MINUTE,
      alert: monitoringAlerts.rulesStale,
    }),
    graphOfWorst(
      runtimeStateAlerts.runtimeMetricsAbsent.panel,
      [
        worstOf(replicasWanted, `wanted ${ROLE}`),
        { ...summed(requestsRunning, `running ${ROLE}`, ROLES), worst: LOWEST },
      ],
      {
        noValue: 'no application',
        note: 'Engines of a role that is wanted show running requests, if only 0.',
        alert: runtimeStateAlerts.runtimeMetricsAbsent,
      },
    ),
    graph('Samples by job', [byJob(jobsOf(drawing))(samplesKept, '{{job}}', 'max')], {
      noValue: 'Prometheus has no target',
      explains: monitoringAlerts.scrapeBudgetExceeded,
    }),
    fullest(monitoringAlerts.scrapeBudgetExceeded.panel, shareOfSampleBudget(limitedTargets(drawing.scraped)), {
      alert: monitoringAlerts.scrapeBudgetExceeded,
    }),
    fullest(monitoringAlerts.scrapeSeriesChurning.panel, shareOfLimitAdded(limitedTargets(drawing.scraped)), {
      alert: monitoringAlerts.scrapeSeriesChurning,
    }),
    worstReplicas(monitoringAlerts.runtimeScrapeRefused.panel, samplesRefusedPerReplica, {
      noValue: 'no scrape is refused',
      alert: monitoringAlerts.runtimeScrapeRefused,
    }),
  ],
});
