import { ENGINES } from '../../config/surfaces.js';
import {
  above,
  and,
  avgOverTime,
  belowOther,
  countBy,
  number,
  ratio,
  selectBefore,
  times,
} from '../../promql/build.js';
import { APPLICATION, grouping, POD } from '../../signals/identity.js';
import {
  kvCacheUsagePerPod,
  prefixCacheHitRatioRecent,
  prefixCacheHitRatioUsual,
  prefixCacheQueries,
} from '../../signals/recorded/cache.js';
import { preemptions, requestsRunningPerPod, requestsWaitingPerPod } from '../../signals/recorded/requests.js';
import { type Alert, label, PERCENT, percent, RATE, ROLE_IN_WORDS, ROLE_VARIABLES } from '../alert.js';

/** How an application gets along with its KV cache. */
export const runtimeCacheAlerts: readonly Alert[] = [
  {
    name: 'ArksRuntimeKvCacheSaturated',
    severity: 'warning',
    signals: [kvCacheUsagePerPod, requestsWaitingPerPod],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) =>
      and(
        above(read(kvCacheUsagePerPod), thresholds.kvCacheUsageRatio),
        above(read(requestsWaitingPerPod), 0),
        grouping(view, ...POD),
      ),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `KV cache of ${label('pod')} of ${ROLE_IN_WORDS} is ${PERCENT} full while requests wait, limit ${percent(t.kvCacheUsageRatio)}`,
    description: 'Requests wait for room in the KV cache. Look first at long contexts, then at preemptions.',
    dashboard: 'arks-runtime',
    variables: [...ROLE_VARIABLES, 'pod'],
  },
  {
    name: 'ArksRuntimePrefixCacheHitRateLow',
    severity: 'warning',
    signals: [prefixCacheHitRatioRecent, prefixCacheHitRatioUsual, prefixCacheQueries],
    surfaces: ENGINES,
    expression: ({ matchers, read, thresholds }) => {
      const usual = () => selectBefore(prefixCacheHitRatioUsual.record, '1h', matchers(prefixCacheHitRatioUsual));
      return and(
        and(
          belowOther(read(prefixCacheHitRatioRecent), times(usual(), number(thresholds.prefixCacheDropRatio))),
          above(usual(), thresholds.prefixCacheUsualRatio),
        ),
        above(
          avgOverTime(prefixCacheQueries.record, '30m', matchers(prefixCacheQueries)),
          thresholds.minimumTokensPerSecond,
        ),
      );
    },
    for: '15m',
    summary: (t) =>
      `prefix-cache hit ratio of ${ROLE_IN_WORDS} is ${PERCENT}, less than ${percent(t.prefixCacheDropRatio)} of what it was in the 6h before`,
    description:
      'Prompts that used to be cached are computed again, so first tokens come later. Look first for a changed system ' +
      'prompt, then for routing that spreads one prefix over all replicas.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimePreemptionsHigh',
    severity: 'warning',
    signals: [preemptions, requestsRunningPerPod],
    surfaces: ENGINES,
    expression: ({ read, thresholds, view }) => {
      const by = grouping(view, ...APPLICATION, 'runtime');
      const replicas = countBy(by, read(requestsRunningPerPod));
      return above(ratio(read(preemptions), replicas, by), thresholds.preemptionsPerSecondPerReplica);
    },
    for: '15m',
    keepFiringFor: '5m',
    summary: (t) =>
      `each replica of ${ROLE_IN_WORDS} preempts ${RATE} requests per second, limit ${t.preemptionsPerSecondPerReplica}`,
    description:
      'Work is thrown away for want of KV cache. Look first at its use, then lower the number of concurrent requests.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
];
