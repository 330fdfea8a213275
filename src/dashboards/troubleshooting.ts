import type { Environment } from '../config/environment.js';
import { jobOf } from '../rules/jobs.js';
import { recordsAge, scrapeAge } from '../signals/age.js';
import { loadPerPod } from '../signals/derived.js';
import { percentile } from '../signals/percentiles.js';
import { kvCacheUsagePerPod, prefixCacheHitRatio } from '../signals/recorded/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/recorded/control-plane.js';
import { gatewayUpstreamRequests } from '../signals/recorded/gateway.js';
import { interTokenLatency, timeToFirstToken } from '../signals/recorded/latency.js';
import { preemptions, requestsRunning, requestsWaiting, requestsWaitingPerPod } from '../signals/recorded/requests.js';
import { tenantRateLimitHits } from '../signals/recorded/tenants.js';
import { generationTokens, generationTokensPerPod } from '../signals/recorded/tokens.js';

import type { Signal } from '../signals/signal.js';
import { replicaUp, samplesKept, samplesLost, seriesAdded, targetDown, targetUp } from '../signals/state.js';
import type { Dashboard, Query } from './dashboard.js';
import { enabledSurfaces, HIGH_LATENCY, LOW_THROUGHPUT, missingMetrics } from './guides.js';
import { graph, perReplica, phases, plain, ROLES, replicas, summed, WHO } from './makers.js';

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
    unmatched: OF_TARGET,
  });
const byRole = (of: Signal, legend: string): Query => summed(of, legend, ROLES);

/** A regex of the jobs of all surfaces; that of the runtime is one already, and names hold nothing that means more. */
const jobsOf = (environment: Environment): string =>
  enabledSurfaces(environment)
    .map((surface) => jobOf(surface, environment.monitoring.namespace))
    .join('|');

export const troubleshooting: Dashboard = {
  uid: 'arks-troubleshooting',
  title: 'Arks / Troubleshooting',
  description: 'Three cases as guided ways, from the top to the bottom: no data, high latency, low throughput.',
  variables: ['cluster', 'namespace', 'application', 'role', 'pod'],
  rows: (environment) => [
    {
      title: 'Case 1: metrics are missing',
      answers: 'Where between exporter and dashboard are the numbers lost?',
      panels: [
        missingMetrics(environment),
        {
          kind: 'table',
          title: 'Targets by job',
          width: 12,
          height: 9,
          rows: ['job'],
          noValue: 'Prometheus has no target',
          alert: 'ArksRuntimeTargetDown',
          queries: [
            byJob(jobsOf(environment))(targetUp, 'Up', 'sum'),
            byJob(jobsOf(environment))(targetUp, 'Targets', 'count'),
            byJob(jobsOf(environment))(targetDown, 'Down', 'count'),
            byJob(jobsOf(environment))(scrapeAge, 'Oldest scrape', 'max'),
            byJob(jobsOf(environment))(samplesKept, 'Most samples of one', 'max'),
          ],
        },
        {
          kind: 'table',
          title: 'Replicas found and wanted',
          width: 12,
          height: 9,
          rows: ROLES,
          noValue: 'no application',
          alert: 'ArksApplicationReplicasUnavailable',
          queries: [byRole(replicasUp, 'Up'), byRole(replicasFound, 'Found'), byRole(replicasWanted, 'Wanted')],
        },
        perReplica('Replicas that answer', replicaUp, {
          noValue: 'no replica found',
          alert: 'ArksRuntimeMetricsAbsent',
        }),
        graph('Age of records', [plain(recordsAge, '{{rule_group}}')], {
          noValue: 'no rule was evaluated',
          alert: 'ArksRulesStale',
        }),
        phases('Applications by phase', 8),
        {
          kind: 'table',
          title: 'Targets of which nothing is kept',
          width: 8,
          height: 8,
          rows: ['job', 'namespace', 'pod'],
          noValue: 'something is kept of every target',
          alert: 'ArksScrapeNothingKept',
          queries: [
            {
              of: samplesLost,
              legend: 'Samples shown',
              matchers: [{ label: 'job', operator: '=~', value: jobsOf(environment) }],
              unmatched: OF_TARGET,
            },
          ],
        },
        graph('Samples by job', [byJob(jobsOf(environment))(samplesKept, '{{job}}', 'max')], {
          width: 8,
          noValue: 'Prometheus has no target',
          alert: 'ArksScrapeBudgetExceeded',
        }),
        graph('New series of one target', [byJob(jobsOf(environment))(seriesAdded, '{{job}}', 'max')], {
          width: 24,
          noValue: 'Prometheus has no target',
          alert: 'ArksScrapeSeriesChurning',
        }),
      ],
    },
    {
      title: 'Case 2: latency is high',
      answers: 'Is it waiting, memory, or one replica?',
      panels: [
        HIGH_LATENCY,
        graph('First token p95', [plain(percentile(timeToFirstToken, 95), WHO)], {
          alert: 'ArksRuntimeFirstTokenSlow',
          limit: (t) => t.firstTokenP95Seconds,
          leadsTo: 'arks-runtime',
        }),
        graph('Inter-token p95', [plain(percentile(interTokenLatency, 95), WHO)], {
          alert: 'ArksRuntimeInterTokenSlow',
          limit: (t) => t.interTokenP95Seconds,
          leadsTo: 'arks-runtime',
        }),
        perReplica('Waiting per replica', requestsWaitingPerPod, { leadsTo: 'arks-runtime' }),
        perReplica('KV cache per replica', kvCacheUsagePerPod, {
          alert: 'ArksRuntimeKvCacheSaturated',
          limit: (t) => t.kvCacheUsageRatio,
          leadsTo: 'arks-runtime',
        }),
        graph('Prefix cache hit ratio', [plain(prefixCacheHitRatio, WHO)], { leadsTo: 'arks-runtime' }),
        graph('Preemptions', [plain(preemptions, WHO)], { noValue: 'no engine counts preemptions' }),
      ],
    },
    {
      title: 'Case 3: throughput is low',
      answers: 'Does too little arrive, or is too little served?',
      panels: [
        LOW_THROUGHPUT,
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
        graph('Output tokens', [plain(generationTokens, WHO)], { leadsTo: 'arks-runtime' }),
        graph('Running and waiting', [
          plain(requestsRunning, `running ${WHO}`),
          plain(requestsWaiting, `waiting ${WHO}`),
        ]),
        perReplica('Load per replica', loadPerPod, { width: 8, leadsTo: 'arks-runtime' }),
        perReplica('Output tokens per replica', generationTokensPerPod, { width: 8, leadsTo: 'arks-runtime' }),
        replicas('Replicas up and wanted', { width: 8 }),
      ],
    },
  ],
};
