import { ENGINES, type SurfaceName } from '../config/surfaces.js';
import * as cache from './cache/cache.js';
import * as controlPlane from './control-plane/control-plane.js';
import * as disaggregation from './disaggregation/disaggregation.js';
import * as gateway from './gateway/gateway.js';
import { bucketEnds } from './latency/bucket-ends.js';
import * as latency from './latency/latency.js';
import { requestsAbandoned, requestsAbandonedRecent } from './requests/abandoned.js';
import { requestsStalledPerPod } from './requests/progress.js';
import { httpErrors, requestsRejected } from './requests/rejected.js';
import * as requests from './requests/requests.js';
import * as router from './router/router.js';
import * as routerWorkers from './router/router-workers.js';
import { tenantAccounting } from './tenants/accounting.js';
import * as quotas from './tenants/quotas.js';
import * as tenants from './tenants/tenants.js';
import * as tokens from './tokens/tokens.js';
import type { Recorded } from './vocabulary/signal.js';

/** The recorded signals of one subject, each after those it reads. */
export interface Subject {
  readonly name: string;
  /** Surfaces that it reads; without all of them it would stay empty. */
  readonly surfaces: readonly SurfaceName[];
  readonly recorded: readonly Recorded[];
  /** Only people look at it, and no alert or objective reads it: it may be recorded less often. */
  readonly detail?: true;
}

const histogram = (parts: { buckets: Recorded; sum: Recorded; count: Recorded }) => [
  parts.buckets,
  parts.sum,
  parts.count,
];

/** Everything that is recorded, by subject. Subjects are evaluated side by side: one that reads another sees its last evaluation. */
export const subjects: readonly Subject[] = [
  {
    name: 'requests',
    surfaces: ENGINES,
    recorded: [
      requests.requestsFinished,
      requests.requestsRunningPerPod,
      requests.requestsWaitingPerPod,
      requests.requestsSwappedPerPod,
      requests.requestsRunning,
      requests.requestsWaiting,
      requests.requestsSwapped,
      requests.preemptions,
    ],
  },
  {
    name: 'unserved',
    surfaces: ENGINES,
    recorded: [requestsRejected, httpErrors, requestsAbandoned, requestsAbandonedRecent],
  },
  {
    name: 'lengths',
    surfaces: ENGINES,
    recorded: [...histogram(requests.promptLength), ...histogram(requests.generationLength)],
    detail: true,
  },
  {
    name: 'request-latency',
    surfaces: ENGINES,
    recorded: [...histogram(latency.requestLatency), latency.requestLatencyP95],
  },
  {
    name: 'first-token',
    surfaces: ENGINES,
    recorded: [...histogram(latency.timeToFirstToken), latency.timeToFirstTokenP95],
  },
  {
    name: 'inter-token',
    surfaces: ENGINES,
    recorded: [...histogram(latency.interTokenLatency), latency.interTokenLatencyP95],
  },
  { name: 'bucket-ends', surfaces: ENGINES, recorded: [bucketEnds] },
  {
    name: 'stages',
    surfaces: ENGINES,
    recorded: [...histogram(latency.queueTime), ...histogram(latency.prefillTime), ...histogram(latency.decodeTime)],
    detail: true,
  },
  {
    name: 'tokens',
    surfaces: ENGINES,
    recorded: [tokens.promptTokensPerPod, tokens.generationTokensPerPod, tokens.promptTokens, tokens.generationTokens],
  },
  { name: 'progress', surfaces: ENGINES, recorded: [requestsStalledPerPod, requests.requestsWaitingPerReplica] },
  {
    name: 'cache',
    surfaces: ENGINES,
    recorded: [
      cache.prefixCacheHits,
      cache.prefixCacheQueries,
      cache.prefixCacheHitRatio,
      cache.prefixCacheHitRatioRecent,
      cache.prefixCacheHitRatioUsual,
      cache.kvCacheUsagePerPod,
      cache.kvCacheUsage,
      cache.hostCacheUsage,
    ],
  },
  {
    name: 'disaggregation',
    surfaces: ['disaggregated'],
    recorded: [
      disaggregation.prefillBootstrapPerPod,
      disaggregation.prefillInflightPerPod,
      disaggregation.decodePreallocationPerPod,
      disaggregation.decodeTransferPerPod,
      disaggregation.prefillBootstrap,
      disaggregation.prefillInflight,
      disaggregation.decodePreallocation,
      disaggregation.decodeTransfer,
      disaggregation.kvTransferFailures,
      disaggregation.kvTransferLatency,
      disaggregation.kvTransferSpeed,
    ],
  },
  {
    name: 'router',
    surfaces: ['router'],
    recorded: [
      router.routerRequests,
      router.routerErrors,
      router.routerLatency,
      routerWorkers.routerWorkers,
      routerWorkers.routerWorkersHealthy,
      routerWorkers.routerWorkersUnhealthy,
    ],
  },
  {
    name: 'gateway',
    surfaces: ['envoy'],
    recorded: [
      gateway.gatewayRequests,
      gateway.gatewayErrorRatio,
      gateway.gatewayStreamsCut,
      ...histogram(gateway.gatewayLatency),
      gateway.gatewayRequestsActive,
      gateway.gatewayUpstreamRequests,
      gateway.gatewayUpstreamTimeouts,
      gateway.gatewayUpstreamBroken,
      gateway.gatewayUpstreamHosts,
      gateway.gatewayUpstreamHostsHealthy,
      gateway.gatewayUpstreamHealthyRatio,
      gateway.gatewayExternalProcessingFailures,
    ],
  },
  {
    name: 'tenants',
    surfaces: ['gateway', 'customResources', ...ENGINES],
    recorded: [
      tenants.tenantUnaryTokens,
      tenants.tenantUnaryTokenLength,
      tenants.tenantOutput,
      tenants.tenantRateLimitHits,
      quotas.tenantQuotaUsed,
      quotas.tenantQuotaLimit,
      quotas.tenantQuotaRatio,
      quotas.tenantQuotaTokens,
      ...tenantAccounting,
    ],
  },
  {
    name: 'replicas',
    surfaces: [...ENGINES, 'router', 'customResources'],
    recorded: [controlPlane.replicasUp, controlPlane.replicasFound, controlPlane.replicasWanted],
  },
  {
    name: 'operator',
    surfaces: ['operator'],
    recorded: [
      controlPlane.reconcileErrors,
      controlPlane.reconciles,
      controlPlane.workQueueDepth,
      controlPlane.operatorLeaders,
    ],
  },
];
