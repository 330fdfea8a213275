import { loadImbalance, loadPerPod } from '../signals/derived.js';
import {
  hostCacheUsage,
  kvCacheUsage,
  kvCacheUsagePerPod,
  prefixCacheHitRatio,
  prefixCacheHitRatioRecent,
  prefixCacheHitRatioUsual,
  prefixCacheHits,
  prefixCacheQueries,
} from '../signals/recorded/cache.js';
import { requestsStalledPerPod } from '../signals/recorded/progress.js';
import * as requests from '../signals/recorded/requests.js';
import { replicaUp } from '../signals/state.js';
import type { Row } from './dashboard.js';
import { graph, perReplica, phases, plain, replicas, WHO } from './makers.js';

/** What the engines are full of, and which of their replicas is sick. */
export const engineRows: readonly Row[] = [
  {
    title: 'Resource Utilization',
    answers: 'What are the engines full of?',
    panels: [
      graph('Requests running, waiting and swapped', [
        plain(requests.requestsRunning, `running ${WHO}`),
        plain(requests.requestsWaiting, `waiting ${WHO}`),
        plain(requests.requestsSwapped, `swapped ${WHO}`),
      ]),
      graph('KV cache', [plain(kvCacheUsage, WHO)], { noValue: 'no replica' }),
      perReplica('KV cache per replica', kvCacheUsagePerPod, {
        alert: 'ArksRuntimeKvCacheSaturated',
        limit: (t) => t.kvCacheUsageRatio,
      }),
      perReplica('Host cache per replica', hostCacheUsage, { noValue: 'no engine has a cache in host memory' }),
      graph('Prefix cache hit ratio', [
        plain(prefixCacheHitRatio, `now ${WHO}`),
        plain(prefixCacheHitRatioRecent, `half an hour ${WHO}`),
        plain(prefixCacheHitRatioUsual, `six hours ${WHO}`),
      ]),
      graph('Preemptions', [plain(requests.preemptions, WHO)], {
        noValue: 'no engine counts preemptions',
        alert: 'ArksRuntimePreemptionsHigh',
      }),
      graph(
        'Prefix cache tokens',
        [plain(prefixCacheHits, `hits ${WHO}`), plain(prefixCacheQueries, `queries ${WHO}`)],
        { width: 24, alert: 'ArksRuntimePrefixCacheHitRateLow' },
      ),
    ],
  },
  {
    title: 'Request States',
    answers: 'Which replica is sick?',
    panels: [
      perReplica('Running per replica', requests.requestsRunningPerPod),
      perReplica('Waiting per replica', requests.requestsWaitingPerPod, { alert: 'ArksRuntimeQueueBacklog' }),
      perReplica('Load per replica', loadPerPod),
      graph('Load imbalance', [plain(loadImbalance, WHO)], {
        noValue: 'a single replica',
        alert: 'ArksRuntimeLoadImbalanced',
        limit: (t) => t.loadImbalanceRatio,
      }),
      perReplica('Stalled requests per replica', requestsStalledPerPod, {
        noValue: 'none stalled',
        alert: 'ArksRuntimeStalled',
      }),
      perReplica('Swapped per replica', requests.requestsSwappedPerPod, { noValue: 'no engine swaps' }),
      perReplica('Replicas that answer', replicaUp),
      replicas('Replicas up and wanted'),
      phases('Applications by phase', 24),
    ],
  },
];
