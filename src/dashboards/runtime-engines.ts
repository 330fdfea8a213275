import { runtimeCacheAlerts } from '../rules/alerts/runtime-cache.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import {
  hostCacheUsage,
  kvCacheUsage,
  prefixCacheHitRatio,
  prefixCacheHitRatioRecent,
  prefixCacheHitRatioUsual,
  prefixCacheHits,
  prefixCacheQueries,
} from '../signals/cache/cache.js';
import { loadPerPod } from '../signals/requests/balance.js';
import * as requests from '../signals/requests/requests.js';
import * as tokens from '../signals/tokens/tokens.js';
import type { Row } from './dashboard.js';
import { phases, WHO } from './makers.js';
import { graphOfWorst, judgedWorst, leastOf, worstOf, worstReplicas } from './many.js';

const THIRD = { width: 8 } as const;

/** What the engines are full of, and which of their replicas is sick. */
export const engineRows: readonly Row[] = [
  {
    title: 'Cache',
    answers: 'Is the cache full, and does it help?',
    collapsed: true,
    panels: [
      graphOfWorst('KV cache, mean of replicas', [worstOf(kvCacheUsage, WHO)], { noValue: 'no replica' }),
      judgedWorst('Preemptions per replica', runtimeCacheAlerts.runtimePreemptionsHigh, WHO, {
        noValue: 'no engine counts preemptions',
      }),
      graphOfWorst('Prefix cache hit ratio', [
        leastOf(prefixCacheHitRatio, `now ${WHO}`),
        leastOf(prefixCacheHitRatioRecent, `half an hour ${WHO}`),
        leastOf(prefixCacheHitRatioUsual, `six hours ${WHO}`),
      ]),
      judgedWorst('Prefix cache hit ratio against before', runtimeCacheAlerts.runtimePrefixCacheHitRateLow, WHO),
      graphOfWorst(
        'Prefix cache tokens',
        [worstOf(prefixCacheHits, `hits ${WHO}`), worstOf(prefixCacheQueries, `queries ${WHO}`)],
        { explains: runtimeCacheAlerts.runtimePrefixCacheHitRateLow },
      ),
      worstReplicas('Host cache per replica', hostCacheUsage, { noValue: 'no engine has a cache in host memory' }),
    ],
  },
  {
    title: 'Each replica',
    answers: 'Which replica differs from the others?',
    collapsed: true,
    panels: [
      worstReplicas('Running per replica', requests.requestsRunningPerPod, THIRD),
      worstReplicas('Waiting per replica', requests.requestsWaitingPerPod, THIRD),
      worstReplicas('Swapped per replica', requests.requestsSwappedPerPod, { ...THIRD, noValue: 'no engine swaps' }),
      worstReplicas('Load per replica', loadPerPod),
      judgedWorst('Load imbalance', runtimeLoadAlerts.runtimeLoadImbalanced, WHO, {
        noValue: 'a single replica',
      }),
      worstReplicas('Generation tokens per replica', tokens.generationTokensPerPod),
      worstReplicas('Prompt tokens per replica', tokens.promptTokensPerPod),
      phases('Applications by phase', 24),
    ],
  },
];
