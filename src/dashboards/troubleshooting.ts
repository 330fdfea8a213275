import { limitedTargets } from '../rules/alert-context.js';
import { histogramAlerts } from '../rules/alerts/histograms.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { prefixCacheHitRatio } from '../signals/cache/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import { applicationPhases } from '../signals/control-plane/custom-resources.js';
import { replicasMissing, whereReplicasMiss } from '../signals/control-plane/missing.js';
import { gatewayUpstreamRequests } from '../signals/gateway/gateway.js';
import {
  decodeTime,
  interTokenLatency,
  prefillTime,
  queueTime,
  requestLatency,
  timeToFirstToken,
} from '../signals/latency/latency.js';
import { loadPerPod } from '../signals/requests/balance.js';
import { preemptions, requestsRunning, requestsWaiting } from '../signals/requests/requests.js';
import { recordsAge, scrapeAge } from '../signals/scraping/age.js';
import { shareOfLimitAdded, shareOfSampleBudget } from '../signals/scraping/sample-limits.js';
import {
  replicaSilent,
  samplesKept,
  samplesLost,
  samplesRefused,
  samplesRefusedPerReplica,
  targetDown,
  targetUp,
} from '../signals/scraping/targets.js';
import { tenantRateLimitHits } from '../signals/tenants/tenants.js';
import { generationTokens } from '../signals/tokens/tokens.js';
import { mean } from '../signals/vocabulary/percentiles.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { byJob, jobsOf, OF_TARGET } from './by-job.js';
import type { Dashboard, Query, Row, TimeSeriesPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { HIGH_LATENCY, lowThroughput, missingMetrics } from './guides.js';
import { graph, type PanelOptions, queryOf, ROLE, ROLES, summed, WHO } from './makers.js';
import { graphOfWorst, LOWEST, leastOf, worstOf, worstReplicas } from './many.js';

/** As many rows of a table as are read. */
const ROWS = { count: 20, is: 'highest' } as const;
/** The targets that have most, whatever is chosen. */
const fullest = (title: string, of: Signal, more: PanelOptions): TimeSeriesPanel =>
  graphOfWorst(title, [{ ...worstOf(of, '{{job}} {{pod}}'), ignoreVariables: OF_TARGET }], {
    noValue: 'Prometheus has no target',
    ...more,
  });
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

const missing = (drawing: Drawing): readonly Row[] => [
  {
    title: 'Case 1: metrics are missing',
    answers: 'Where between exporter and dashboard do the numbers get lost?',
    panels: [
      missingMetrics(drawing),
      {
        kind: 'table',
        title: 'Targets by job',
        width: 12,
        height: 9,
        rows: ['job'],
        noValue: 'Prometheus has no target',
        alert: runtimeStateAlerts.runtimeTargetDown,
        queries: [
          byJob(jobsOf(drawing))(targetUp, 'Up', 'sum'),
          byJob(jobsOf(drawing))(targetUp, 'Targets', 'count'),
          byJob(jobsOf(drawing))(targetDown, 'Down', 'count'),
          byJob(jobsOf(drawing))(scrapeAge, 'Oldest scrape', 'max'),
          byJob(jobsOf(drawing))(samplesKept, 'Most samples', 'max'),
        ],
      },
      {
        kind: 'table',
        title: 'Roles that lack replicas',
        width: 12,
        height: 9,
        rows: ROLES,
        noValue: 'every replica answers',
        alert: runtimeStateAlerts.applicationReplicasUnavailable,
        queries: [lacking(replicasWanted, 'Wanted'), lacking(replicasFound, 'Found'), lacking(replicasUp, 'Up')],
      },
      {
        kind: 'table',
        title: runtimeStateAlerts.runtimeTargetDown.panel,
        width: 12,
        height: 8,
        rows: [...ROLES, 'pod'],
        noValue: 'every replica that is found answers',
        alert: runtimeStateAlerts.runtimeTargetDown,
        queries: [{ of: replicaSilent, legend: 'Up', worst: ROWS }],
      },
      graphOfWorst('Replicas missing', [worstOf(replicasMissing, ROLE)], {
        noValue: 'no application',
        alert: runtimeStateAlerts.runtimeMetricsAbsent,
      }),
      {
        kind: 'table',
        title: 'Applications that do not run',
        width: 8,
        height: 8,
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
        title: monitoringAlerts.scrapeNothingKept.panel,
        width: 8,
        height: 8,
        rows: ['job', 'namespace', 'pod'],
        noValue: 'samples are kept from every target',
        alert: monitoringAlerts.scrapeNothingKept,
        queries: [ofTargets(samplesLost, jobsOf(drawing))],
      },
      {
        kind: 'table',
        title: monitoringAlerts.scrapeRefused.panel,
        width: 8,
        height: 8,
        rows: ['job', 'namespace', 'pod'],
        noValue: 'no scrape is refused',
        alert: monitoringAlerts.scrapeRefused,
        queries: [ofTargets(samplesRefused, jobsOf(drawing))],
      },
      {
        kind: 'table',
        title: histogramAlerts.runtimeHistogramsAbsent.panel,
        note: 'A role that counts tokens and has none of the others: its histograms are lost on their way.',
        width: 24,
        height: 8,
        rows: ROLES,
        noValue: 'no engine counts tokens',
        alert: histogramAlerts.runtimeHistogramsAbsent,
        queries: [
          summed(generationTokens, 'Tokens counted', ROLES),
          summed(timeToFirstToken.count, 'First tokens timed', ROLES),
          summed(interTokenLatency.count, 'Tokens timed', ROLES),
          summed(requestLatency.count, 'Requests timed', ROLES),
        ],
      },
    ],
  },
  {
    title: 'Case 1, over time',
    answers: 'Since when are records old, and targets near their limits?',
    collapsed: true,
    panels: [
      graphOfWorst(monitoringAlerts.rulesStale.panel, [worstOf(recordsAge, '{{rule_group}}')], {
        noValue: 'no rule was evaluated',
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
  },
];

/** What Runtime shows is not shown again: its first rows are where both cases begin. */
const slow: Row = {
  title: 'Case 2: latency is high',
  answers: 'Is it waiting, memory, or one replica?',
  collapsed: true,
  panels: [
    HIGH_LATENCY,
    graphOfWorst(
      'Mean time by stage',
      [
        worstOf(mean(queueTime), `queue ${WHO}`),
        worstOf(mean(prefillTime), `prefill ${WHO}`),
        worstOf(mean(decodeTime), `decode ${WHO}`),
      ],
      { width: 8, noValue: 'no request finished', leadsTo: 'arks-runtime' },
    ),
    graphOfWorst('Preemptions', [worstOf(preemptions, WHO)], {
      width: 8,
      noValue: 'no engine counts preemptions',
      leadsTo: 'arks-runtime',
    }),
    graphOfWorst('Prefix cache hit ratio', [leastOf(prefixCacheHitRatio, WHO)], { width: 8, leadsTo: 'arks-runtime' }),
  ],
};

const idle = (drawing: Drawing): Row => ({
  title: 'Case 3: throughput is low',
  answers: 'Do too few requests arrive, or are too few served?',
  collapsed: true,
  panels: [
    lowThroughput(drawing),
    graphOfWorst(
      'Requests by model',
      [
        {
          ...worstOf(gatewayUpstreamRequests, '{{namespace}}/{{model}}'),
          by: { reduce: 'sum', labels: ['namespace', 'model'] },
        },
      ],
      { leadsTo: 'arks-gateway' },
    ),
    graphOfWorst(
      'Rejected by rate limits',
      [
        {
          ...worstOf(tenantRateLimitHits, '{{namespace}}/{{model}} {{rule_type}}'),
          by: { reduce: 'sum', labels: ['namespace', 'model', 'rule_type'] },
        },
      ],
      { noValue: 'no limit hit', leadsTo: 'arks-tenants' },
    ),
    graphOfWorst(
      'Running and waiting',
      [worstOf(requestsRunning, `running ${WHO}`), worstOf(requestsWaiting, `waiting ${WHO}`)],
      { leadsTo: 'arks-runtime' },
    ),
    worstReplicas('Load per replica', loadPerPod, { leadsTo: 'arks-runtime' }),
  ],
});

export const troubleshooting: Dashboard = {
  uid: 'arks-troubleshooting',
  title: 'Arks / Troubleshooting',
  description: 'Three guided cases, to be read from top to bottom: no data, high latency, low throughput.',
  variables: ['cluster', 'namespace', 'application', 'role', 'pod'],
  rows: (drawing) => [...missing(drawing), slow, idle(drawing)],
};
