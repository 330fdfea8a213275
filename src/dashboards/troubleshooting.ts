import { limitedTargets } from '../rules/alert-context.js';
import { histogramAlerts } from '../rules/alerts/histograms.js';
import { monitoringAlerts } from '../rules/alerts/monitoring.js';
import { runtimeCacheAlerts } from '../rules/alerts/runtime-cache.js';
import { runtimeLatencyAlerts } from '../rules/alerts/runtime-latency.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { kvCacheUsagePerPod, prefixCacheHitRatio } from '../signals/cache/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import { gatewayUpstreamRequests } from '../signals/gateway/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/latency/latency.js';
import { loadPerPod } from '../signals/requests/balance.js';
import { preemptions, requestsRunning, requestsWaiting, requestsWaitingPerPod } from '../signals/requests/requests.js';
import { recordsAge, scrapeAge } from '../signals/scraping/age.js';
import { shareOfLimitAdded, shareOfSampleBudget } from '../signals/scraping/sample-limits.js';
import {
  replicaUp,
  samplesKept,
  samplesLost,
  samplesRefused,
  samplesRefusedPerReplica,
  targetDown,
  targetUp,
} from '../signals/scraping/targets.js';
import { tenantRateLimitHits } from '../signals/tenants/tenants.js';
import { generationTokens, generationTokensPerPod } from '../signals/tokens/tokens.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query, TimeSeriesPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { HIGH_LATENCY, lowThroughput, missingMetrics } from './guides.js';
import {
  graph,
  judged,
  type PanelOptions,
  perReplica,
  phases,
  queryOf,
  ROLES,
  replicas,
  summed,
  WHO,
} from './makers.js';

/** Namespace and pod of any target, most of which no variable is about. */
const OF_TARGET = ['namespace', 'pod'] as const;
/** Something of the targets that are scraped for Arks here, by job. */
const byJob =
  (jobs: string) =>
  (of: Signal, legend: string, reduce: 'sum' | 'count' | 'max'): Query => ({
    of,
    legend,
    by: { reduce, labels: ['job'] },
    matchers: [{ label: 'job', operator: '=~', value: jobs }],
    ignoreVariables: OF_TARGET,
  });
/** Of each job the target that has most. */
const fullest = (title: string, of: Signal, more: PanelOptions): TimeSeriesPanel =>
  graph(title, [{ of, legend: '{{job}}', by: { reduce: 'max', labels: ['job'] }, ignoreVariables: OF_TARGET }], {
    noValue: 'Prometheus has no target',
    ...more,
  });
const byRole = (of: Signal, legend: string): Query => summed(of, legend, ROLES);

/** A regex of the jobs of all surfaces; that of the runtime is one already, and names hold nothing that means more. */
const jobsOf = ({ scraped }: Drawing): string => scraped.map(({ job }) => job).join('|');

export const troubleshooting: Dashboard = {
  uid: 'arks-troubleshooting',
  title: 'Arks / Troubleshooting',
  description: 'Three guided cases, to be read from top to bottom: no data, high latency, low throughput.',
  variables: ['cluster', 'namespace', 'application', 'role', 'pod'],
  rows: (drawing) => [
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
            byJob(jobsOf(drawing))(samplesKept, 'Most samples of one', 'max'),
          ],
        },
        {
          kind: 'table',
          title: 'Replicas by role',
          width: 12,
          height: 9,
          rows: ROLES,
          noValue: 'no application',
          alert: runtimeStateAlerts.applicationReplicasUnavailable,
          queries: [byRole(replicasUp, 'Up'), byRole(replicasFound, 'Found'), byRole(replicasWanted, 'Wanted')],
        },
        perReplica('Replicas that answer', replicaUp, {
          noValue: 'no replica found',
          alert: runtimeStateAlerts.runtimeMetricsAbsent,
        }),
        graph('Age of records', [queryOf(recordsAge, '{{rule_group}}')], {
          noValue: 'no rule was evaluated',
          alert: monitoringAlerts.rulesStale,
        }),
        phases('Applications by phase', 8),
        {
          kind: 'table',
          title: 'Targets of which nothing is kept',
          width: 8,
          height: 8,
          rows: ['job', 'namespace', 'pod'],
          noValue: 'samples are kept from every target',
          alert: monitoringAlerts.scrapeNothingKept,
          queries: [
            {
              of: samplesLost,
              legend: 'Samples exposed',
              matchers: [{ label: 'job', operator: '=~', value: jobsOf(drawing) }],
              ignoreVariables: OF_TARGET,
            },
          ],
        },
        graph('Samples by job', [byJob(jobsOf(drawing))(samplesKept, '{{job}}', 'max')], {
          width: 8,
          noValue: 'Prometheus has no target',
          explains: monitoringAlerts.scrapeBudgetExceeded,
        }),
        fullest('Samples of one target against its budget', shareOfSampleBudget(limitedTargets(drawing.scraped)), {
          alert: monitoringAlerts.scrapeBudgetExceeded,
        }),
        fullest('New series of one target against its limit', shareOfLimitAdded(limitedTargets(drawing.scraped)), {
          alert: monitoringAlerts.scrapeSeriesChurning,
        }),
        {
          kind: 'table',
          title: 'Targets that Prometheus refuses',
          width: 12,
          height: 8,
          rows: ['job', 'namespace', 'pod'],
          noValue: 'no scrape is refused',
          alert: monitoringAlerts.scrapeRefused,
          queries: [
            {
              of: samplesRefused,
              legend: 'Samples exposed',
              matchers: [{ label: 'job', operator: '=~', value: jobsOf(drawing) }],
              ignoreVariables: OF_TARGET,
            },
          ],
        },
        perReplica('Samples of refused replicas', samplesRefusedPerReplica, {
          noValue: 'no scrape is refused',
          alert: monitoringAlerts.runtimeScrapeRefused,
        }),
        {
          kind: 'table',
          title: 'Latency histograms by role',
          note: 'A role that counts tokens and has none of the others: its histograms are lost on their way.',
          width: 24,
          height: 8,
          rows: ROLES,
          noValue: 'no engine counts tokens',
          alert: histogramAlerts.runtimeHistogramsAbsent,
          queries: [
            byRole(generationTokens, 'Tokens counted'),
            byRole(timeToFirstToken.count, 'First tokens timed'),
            byRole(interTokenLatency.count, 'Tokens timed'),
            byRole(requestLatency.count, 'Requests timed'),
          ],
        },
      ],
    },
    {
      title: 'Case 2: latency is high',
      answers: 'Is it waiting, memory, or one replica?',
      panels: [
        HIGH_LATENCY,
        judged('First token p95', runtimeLatencyAlerts.runtimeFirstTokenSlow, WHO, {
          leadsTo: 'arks-runtime',
        }),
        judged('Inter-token p95', runtimeLatencyAlerts.runtimeInterTokenSlow, WHO, {
          leadsTo: 'arks-runtime',
        }),
        perReplica('Waiting per replica', requestsWaitingPerPod, { leadsTo: 'arks-runtime' }),
        perReplica('KV cache per replica', kvCacheUsagePerPod, {
          alert: runtimeCacheAlerts.runtimeKvCacheSaturated,
          leadsTo: 'arks-runtime',
        }),
        graph('Prefix cache hit ratio', [queryOf(prefixCacheHitRatio, WHO)], { leadsTo: 'arks-runtime' }),
        graph('Preemptions', [queryOf(preemptions, WHO)], { noValue: 'no engine counts preemptions' }),
      ],
    },
    {
      title: 'Case 3: throughput is low',
      answers: 'Do too few requests arrive, or are too few served?',
      panels: [
        lowThroughput(drawing),
        graph(
          'Requests by model',
          [summed(gatewayUpstreamRequests, '{{namespace}}/{{model}}', ['namespace', 'model'])],
          {
            leadsTo: 'arks-gateway',
          },
        ),
        graph(
          'Rejected by rate limits',
          [summed(tenantRateLimitHits, '{{namespace}}/{{model}} {{rule_type}}', ['namespace', 'model', 'rule_type'])],
          {
            noValue: 'no limit hit',
            leadsTo: 'arks-tenants',
          },
        ),
        graph('Output tokens', [queryOf(generationTokens, WHO)], { leadsTo: 'arks-runtime' }),
        graph('Running and waiting', [
          queryOf(requestsRunning, `running ${WHO}`),
          queryOf(requestsWaiting, `waiting ${WHO}`),
        ]),
        perReplica('Load per replica', loadPerPod, { width: 8, leadsTo: 'arks-runtime' }),
        perReplica('Output tokens per replica', generationTokensPerPod, { width: 8, leadsTo: 'arks-runtime' }),
        replicas('Replicas', { width: 8 }),
      ],
    },
  ],
};
