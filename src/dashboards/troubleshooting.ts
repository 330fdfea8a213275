import type { Environment } from '../config/environment.js';
import { SURFACES } from '../config/surfaces.js';
import { jobOf } from '../rules/jobs.js';
import { loadPerPod } from '../signals/derived.js';
import { percentile } from '../signals/percentiles.js';
import { kvCacheUsagePerPod, prefixCacheHitRatio } from '../signals/recorded/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/recorded/control-plane.js';
import { gatewayUpstreamRequests } from '../signals/recorded/gateway.js';
import { interTokenLatency, timeToFirstToken } from '../signals/recorded/latency.js';
import { preemptions, requestsRunning, requestsWaiting, requestsWaitingPerPod } from '../signals/recorded/requests.js';
import { tenantRateLimitHits } from '../signals/recorded/tenants.js';
import { generationTokens, generationTokensPerPod } from '../signals/recorded/tokens.js';
import { recordsAge } from '../signals/shares.js';
import type { Signal } from '../signals/signal.js';
import { replicaUp, samplesKept, targetUp } from '../signals/state.js';
import type { Dashboard, Query } from './dashboard.js';
import { graph, perReplica, phases, plain, summed, text, WHO } from './makers.js';

const ROLES = ['namespace', 'application', 'role'] as const;
/** Namespace and pod of any target, most of which no variable is about. */
const OF_TARGET = ['namespace', 'pod'] as const;
const byJob = (of: Signal, legend: string, reduce: 'sum' | 'count' | 'min' | 'max'): Query => ({
  of,
  legend,
  by: { reduce, labels: ['job'] },
  unmatched: OF_TARGET,
});
const byRole = (of: Signal, legend: string): Query => summed(of, legend, ROLES);

/** The limits of a scrape, which samples are held against. */
const limits = ({ surfaces, monitoring }: Environment): string =>
  SURFACES.filter((surface) => surfaces[surface].enabled)
    .map((surface) => `| \`${jobOf(surface, monitoring.namespace)}\` | ${surfaces[surface].sampleLimit} |`)
    .join('\n');

export const troubleshooting: Dashboard = {
  uid: 'arks-troubleshooting',
  title: 'Arks / Troubleshooting',
  description: 'Three cases as guided ways, from the top to the bottom: no data, high latency, low throughput.',
  surfaces: SURFACES,
  variables: ['cluster', 'namespace', 'application', 'role', 'pod'],
  rows: (environment) => [
    {
      title: 'Case 1: metrics are missing',
      answers: 'Where between exporter and dashboard are the numbers lost?',
      panels: [
        text(
          'Missing metrics, step by step',
          8,
          [
            '1. **Targets.** Below, every job should be there, and as many of its targets up as there are. A job that is missing was not discovered: compare the labels of the Service or pod with the selector of its monitor, and the labels of the monitor with `serviceMonitorSelector` and `podMonitorSelector` of Prometheus.',
            '2. **Replicas.** Found should be wanted, and up should be found. Found below wanted: pods are pending, or a label is missing.',
            '3. **Samples.** A target whose samples are above the limit of its job fails whole:',
            '',
            '| job | sampleLimit |',
            '|---|---|',
            limits(environment),
            '',
            '4. **Age.** Records older than a few minutes: Prometheus does not evaluate rules. Everything here reads records.',
          ].join('\n'),
        ),
        {
          kind: 'table',
          title: 'Targets by job',
          width: 12,
          height: 9,
          rows: ['job'],
          noValue: 'Prometheus has no target',
          alert: 'ArksRuntimeTargetDown',
          queries: [
            byJob(targetUp, 'Up', 'sum'),
            byJob(targetUp, 'Targets', 'count'),
            byJob(samplesKept, 'Most samples of one', 'max'),
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
        perReplica('Replicas that answer', replicaUp, { noValue: 'no replica found' }),
        graph('Age of records', [plain(recordsAge, '{{rule_group}}')], {
          noValue: 'no rule was evaluated',
          alert: 'ArksRulesStale',
        }),
        phases('Applications by phase', 12),
        graph('Samples by job', [byJob(samplesKept, '{{job}}', 'max')], {
          noValue: 'Prometheus has no target',
          alert: 'ArksScrapeBudgetExceeded',
        }),
      ],
    },
    {
      title: 'Case 2: latency is high',
      answers: 'Is it waiting, memory, or one replica?',
      panels: [
        text(
          'High latency, step by step',
          5,
          [
            '1. **Which latency?** A slow first token with a queue is too little capacity; without one it is long prompts or lost prefixes. A slow inter-token time is a full batch.',
            '2. **Queue.** Waiting should be near 0. If it grows on one replica only, look at routing; if on all, add replicas.',
            '3. **Memory.** A KV cache near 100 % preempts: requests start over.',
            '4. **Prefixes.** A hit ratio that fell makes every prompt cost its whole length. Then go on at [Runtime](/d/arks-runtime).',
          ].join('\n'),
        ),
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
        text(
          'Low throughput, step by step',
          5,
          [
            '1. **Does it arrive?** Requests by model fell: look at clients and at rate limits, not at engines.',
            '2. **Is it served?** Running is low while waiting is high: an engine hangs or its cache is full.',
            '3. **By all?** Load per replica should be alike, and so should tokens. One that is apart is the sick one.',
            '4. **By enough?** Up below wanted is lost capacity. Then go on at [Gateway](/d/arks-gateway) or [Runtime](/d/arks-runtime).',
          ].join('\n'),
        ),
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
        perReplica('Load per replica', loadPerPod, { leadsTo: 'arks-runtime' }),
        perReplica('Output tokens per replica', generationTokensPerPod, { leadsTo: 'arks-runtime' }),
      ],
    },
  ],
};
