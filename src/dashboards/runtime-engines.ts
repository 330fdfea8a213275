import { runtimeCacheAlerts } from '../rules/alerts/runtime-cache.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import {
  hostCacheUsage,
  kvCacheUsage,
  kvCacheUsagePerPod,
  prefixCacheHitRatio,
  prefixCacheHitRatioRecent,
  prefixCacheHitRatioUsual,
  prefixCacheHits,
  prefixCacheQueries,
} from '../signals/cache/cache.js';
import { loadPerPod } from '../signals/requests/balance.js';
import { requestsStalledPerPod } from '../signals/requests/progress.js';
import * as requests from '../signals/requests/requests.js';
import { replicaUp } from '../signals/scraping/targets.js';
import type { Row } from './dashboard.js';
import { graph, judged, perReplica, phases, queryOf, replicas, WHO } from './makers.js';

/** What the engines are full of, and which of their replicas is sick. */
export const engineRows: readonly Row[] = [
  {
    title: 'Resource Utilization',
    answers: 'What are the engines full of?',
    panels: [
      graph('Requests running, waiting and swapped', [
        queryOf(requests.requestsRunning, `running ${WHO}`),
        queryOf(requests.requestsWaiting, `waiting ${WHO}`),
        queryOf(requests.requestsSwapped, `swapped ${WHO}`),
      ]),
      graph('KV cache', [queryOf(kvCacheUsage, WHO)], { noValue: 'no replica' }),
      perReplica('KV cache per replica', kvCacheUsagePerPod, {
        alert: runtimeCacheAlerts.runtimeKvCacheSaturated,
      }),
      perReplica('Host cache per replica', hostCacheUsage, { noValue: 'no engine has a cache in host memory' }),
      graph('Prefix cache hit ratio', [
        queryOf(prefixCacheHitRatio, `now ${WHO}`),
        queryOf(prefixCacheHitRatioRecent, `half an hour ${WHO}`),
        queryOf(prefixCacheHitRatioUsual, `six hours ${WHO}`),
      ]),
      judged('Preemptions per replica', runtimeCacheAlerts.runtimePreemptionsHigh, WHO, {
        noValue: 'no engine counts preemptions',
      }),
      graph(
        'Prefix cache tokens',
        [queryOf(prefixCacheHits, `hits ${WHO}`), queryOf(prefixCacheQueries, `queries ${WHO}`)],
        { explains: runtimeCacheAlerts.runtimePrefixCacheHitRateLow },
      ),
      judged('Prefix cache hit ratio against before', runtimeCacheAlerts.runtimePrefixCacheHitRateLow, WHO),
    ],
  },
  {
    title: 'Request States',
    answers: 'Which replica is unhealthy?',
    panels: [
      perReplica('Running per replica', requests.requestsRunningPerPod, { width: 8 }),
      perReplica('Waiting per replica', requests.requestsWaitingPerPod, { width: 8 }),
      judged('Waiting, mean of replicas', runtimeLoadAlerts.runtimeQueueBacklog, WHO, {
        width: 8,
        noValue: 'no replica',
      }),
      perReplica('Load per replica', loadPerPod),
      judged('Load imbalance', runtimeLoadAlerts.runtimeLoadImbalanced, WHO, {
        noValue: 'a single replica',
      }),
      perReplica('Stalled requests per replica', requestsStalledPerPod, {
        noValue: 'none stalled',
        alert: runtimeStateAlerts.runtimeStalled,
      }),
      perReplica('Swapped per replica', requests.requestsSwappedPerPod, { noValue: 'no engine swaps' }),
      perReplica('Replicas that answer', replicaUp),
      replicas('Replicas'),
      phases('Applications by phase', 24),
    ],
  },
];
