import { histogramAlerts } from '../rules/alerts/histograms.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import { applicationPhases } from '../signals/control-plane/custom-resources.js';
import { replicasMissing, whereReplicasMiss } from '../signals/control-plane/missing.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/latency/latency.js';
import { scrapeAge } from '../signals/scraping/age.js';
import {
  replicaSilent,
  samplesKept,
  samplesLost,
  samplesRefused,
  targetDown,
  targetUp,
} from '../signals/scraping/targets.js';
import { generationTokens } from '../signals/tokens/tokens.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Query, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { missingMetrics } from './guides.js';
import { queryOf, ROLE, ROLES, summed } from './makers.js';
import { graphOfWorst, worstOf } from './many.js';
import { missingOverTime } from './missing-over-time.js';
import { byJob, jobsOf, OF_TARGET } from './of-targets.js';

/** In a column of what should not be. */
const ANY_IS_WRONG = [
  { from: null, colour: 'neutral' },
  { from: 1, colour: 'critical' },
] as const;
/** As many rows of a table as are read. */
const ROWS = { count: 20, is: 'highest' } as const;
/** Of roles that lack replicas. */
const lacking = (of: Signal<(typeof ROLES)[number]>, legend: string): Query => ({
  ...summed(whereReplicasMiss(of), legend, ROLES),
  worst: ROWS,
});
/** Something that targets expose, of those that have it. */
const ofTargets = (of: Signal, jobs: string): Query => ({
  of,
  legend: 'Samples exposed',
  matchers: [{ label: 'job', operator: '=~', value: jobs }],
  ignoreVariables: OF_TARGET,
  worst: ROWS,
});

/** The first case: where between exporter and dashboard numbers get lost, now and over time. */
export const missingRows = (drawing: Drawing): readonly Row[] => [
  {
    title: 'Case 1: metrics are missing',
    answers: 'Where between exporter and dashboard do the numbers get lost?',
    panels: [
      ...missingMetrics(drawing),
      {
        kind: 'table',
        title: 'Targets by job',
        width: 16,
        height: 9,
        rows: ['job'],
        worstBy: ['Down', 'Oldest scrape'],
        noValue: 'Prometheus has no target',
        alert: runtimeStateAlerts.runtimeTargetDown,
        queries: [
          byJob(jobsOf(drawing))(targetUp, 'Up', 'sum'),
          byJob(jobsOf(drawing))(targetUp, 'Targets', 'count'),
          { ...byJob(jobsOf(drawing))(targetDown, 'Down', 'count'), without: 'none', colours: ANY_IS_WRONG },
          byJob(jobsOf(drawing))(scrapeAge, 'Oldest scrape', 'max'),
          byJob(jobsOf(drawing))(samplesKept, 'Most samples of one', 'max'),
        ],
      },
      graphOfWorst('Replicas missing', [worstOf(replicasMissing, ROLE)], {
        width: 8,
        height: 9,
        noValue: 'no application',
        alert: runtimeStateAlerts.runtimeMetricsAbsent,
      }),
      {
        kind: 'table',
        title: 'Roles that lack replicas',
        width: 12,
        height: 6,
        rows: ROLES,
        noValue: 'every replica answers',
        alert: runtimeStateAlerts.applicationReplicasUnavailable,
        queries: [lacking(replicasWanted, 'Wanted'), lacking(replicasFound, 'Found'), lacking(replicasUp, 'Up')],
      },
      {
        kind: 'table',
        title: 'Replicas that do not answer',
        width: 12,
        height: 6,
        rows: [...ROLES, 'pod'],
        noValue: 'every replica that is found answers',
        alert: runtimeStateAlerts.runtimeMetricsAbsent,
        queries: [{ of: replicaSilent, legend: 'Up', worst: ROWS }],
      },
      {
        kind: 'table',
        title: 'Applications that do not run',
        width: 8,
        height: 6,
        rows: ['namespace', 'application', 'phase'],
        noValue: 'every application runs',
        alert: runtimeStateAlerts.applicationFailed,
        queries: [
          {
            ...queryOf(applicationPhases, 'Applications'),
            matchers: [{ label: 'phase', operator: '!=', value: 'Running' }],
            worst: ROWS,
          },
        ],
      },
      {
        kind: 'table',
        title: 'Targets of which nothing is kept',
        width: 8,
        height: 6,
        rows: ['job', 'namespace', 'pod'],
        noValue: 'samples are kept from every target',
        alert: monitoringAlerts.scrapeNothingKept,
        queries: [ofTargets(samplesLost, jobsOf(drawing))],
      },
      {
        kind: 'table',
        title: 'Targets that Prometheus refuses',
        width: 8,
        height: 6,
        rows: ['job', 'namespace', 'pod'],
        noValue: 'no scrape is refused',
        alert: monitoringAlerts.scrapeRefused,
        queries: [ofTargets(samplesRefused, jobsOf(drawing))],
      },
      {
        kind: 'table',
        title: 'Latency histograms by role',
        note: 'A role that counts tokens and has none of the others: its histograms are lost on their way.',
        width: 24,
        height: 7,
        rows: ROLES,
        noValue: 'no engine counts tokens',
        alert: histogramAlerts.runtimeHistogramsAbsent,
        queries: [
          summed(generationTokens, 'Tokens counted', ROLES),
          { ...summed(timeToFirstToken.count, 'First tokens timed', ROLES), without: 'none' },
          { ...summed(interTokenLatency.count, 'Tokens timed', ROLES), without: 'none' },
          { ...summed(requestLatency.count, 'Requests timed', ROLES), without: 'none' },
        ],
      },
    ],
  },
  missingOverTime(drawing),
];
