import { ENGINES } from '../../config/surfaces.js';
import { kvCacheUsagePerPod, prefixCacheHitRatioRecent } from '../../signals/cache/cache.js';
import {
  prefixCacheHitRatioBefore,
  prefixCacheHitRatioKept,
  prefixCacheQueriesRecent,
} from '../../signals/cache/prefix-cache.js';
import { preemptionsPerReplica } from '../../signals/requests/load.js';
import { requestsWaitingPerPod } from '../../signals/requests/requests.js';
import { POD } from '../../signals/vocabulary/identity.js';
import { type Alert, ROLE_VARIABLES } from '../alert.js';
import { label, ROLE_IN_WORDS } from '../alert-words.js';

/** How an application gets along with its KV cache. */
export const runtimeCacheAlerts = {
  runtimeKvCacheSaturated: {
    name: 'ArksRuntimeKvCacheSaturated',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: kvCacheUsagePerPod, is: 'above', limit: 'kvCacheUsageRatio' },
    while: [{ signal: requestsWaitingPerPod, is: 'above', limit: 0, on: POD }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `KV cache of ${label('pod')} of ${ROLE_IN_WORDS} is ${value} full while requests wait, limit ${limit}`,
    description: 'Requests wait for room in the KV cache. First check for long contexts, then for preemptions.',
    dashboard: 'arks-runtime',
    panel: 'KV cache per replica',
    variables: [...ROLE_VARIABLES, 'pod'],
  },
  runtimePrefixCacheHitRateLow: {
    name: 'ArksRuntimePrefixCacheHitRateLow',
    severity: 'warning',
    signals: [prefixCacheHitRatioRecent],
    surfaces: ENGINES,
    when: { signal: prefixCacheHitRatioKept, is: 'below', limit: 'prefixCacheDropRatio' },
    while: [
      { signal: prefixCacheHitRatioBefore, is: 'above', limit: 'prefixCacheUsualRatio' },
      { signal: prefixCacheQueriesRecent, is: 'above', limit: 'minimumTokensPerSecond' },
    ],
    for: '15m',
    summary: ({ value, limit }) =>
      `prefix-cache hit ratio of ${ROLE_IN_WORDS} is ${value}, less than ${limit} of what it was in the 6h before`,
    description:
      'Prompts that used to be cached are computed again, so first tokens come later. First check for a changed system ' +
      'prompt, then for routing that spreads one prefix over all replicas.',
    dashboard: 'arks-runtime',
    panel: 'Prefix cache hit ratio against before',
    variables: ROLE_VARIABLES,
  },
  runtimePreemptionsHigh: {
    name: 'ArksRuntimePreemptionsHigh',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: preemptionsPerReplica, is: 'above', limit: 'preemptionsPerSecondPerReplica' },
    for: '15m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `each replica of ${ROLE_IN_WORDS} preempts ${value} requests per second, limit ${limit}`,
    description:
      'The engine discards work because the KV cache is too small for the batch. First check KV cache use, then lower the ' +
      'number of concurrent requests.',
    dashboard: 'arks-runtime',
    panel: 'Preemptions per replica',
    variables: ROLE_VARIABLES,
  },
} as const satisfies Readonly<Record<string, Alert>>;
