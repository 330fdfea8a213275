import { maxBy, ratio, sumBy, type Window } from '../../promql/build.js';
import { runtimesWith } from '../runtimes/index.js';
import type { Readings } from '../runtimes/readings.js';
import type { Absent, Reading } from '../runtimes/runtime.js';
import { avgOverTime } from '../vocabulary/arks-series.js';
import { APPLICATION, grouping, POD } from '../vocabulary/identity.js';
import { record, recordOverPods, recordPerPod } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

const RATIO_OF_OLD = 'Engines that expose only a ratio count with that ratio of their prompt tokens.';

/** Tokens found in the prefix cache. The gauges of V0 and of the first SGLang are -1 or absent where caching is off. */
export const prefixCacheHits = record({
  record: 'application:arks_prefix_cache_hits:rate5m',
  title: 'Prefix cache hits',
  unit: 'tokens/s',
  description: `Prompt tokens per second that were found in the prefix cache. ${RATIO_OF_OLD}`,
  labels: [...APPLICATION, 'runtime'],
  rules: perApplication(({ prefixCacheHits }) => prefixCacheHits),
});

/** Tokens looked up in the prefix cache. */
export const prefixCacheQueries = record({
  record: 'application:arks_prefix_cache_queries:rate5m',
  title: 'Prefix cache queries',
  unit: 'tokens/s',
  description: `Prompt tokens per second that were looked up in the prefix cache. ${RATIO_OF_OLD}`,
  labels: [...APPLICATION, 'runtime'],
  rules: perApplication(({ prefixCacheQueries }) => prefixCacheQueries),
});

export const prefixCacheHitRatio = record({
  record: 'application:arks_prefix_cache_hit:ratio_rate5m',
  title: 'Prefix cache hit ratio',
  unit: 'ratio',
  description: 'Share of prompt tokens found in the prefix cache, over all replicas; no value while no prompts arrive.',
  labels: [...APPLICATION, 'runtime'],
  rules: [{ expression: (view) => ratio(prefixCacheHits.query(view), prefixCacheQueries.query(view)) }],
});

/** Over a longer window each token weighs the same: hits over queries, not a mean of ratios. */
const ratioOver = (window: Window) => (_: View) =>
  ratio(avgOverTime(prefixCacheHits, window), avgOverTime(prefixCacheQueries, window));

export const prefixCacheHitRatioRecent = record({
  record: 'application:arks_prefix_cache_hit:ratio_avg30m',
  title: 'Prefix cache hit ratio, half an hour',
  unit: 'ratio',
  description: 'Share of prompt tokens found in the prefix cache over the last 30 minutes.',
  labels: [...APPLICATION, 'runtime'],
  rules: [{ expression: ratioOver('30m') }],
});

export const prefixCacheHitRatioUsual = record({
  record: 'application:arks_prefix_cache_hit:ratio_avg6h',
  title: 'Prefix cache hit ratio, six hours',
  unit: 'ratio',
  description: 'Share of prompt tokens found in the prefix cache over the last 6 hours.',
  labels: [...APPLICATION, 'runtime'],
  rules: [{ expression: ratioOver('6h') }],
});

export const kvCacheUsagePerPod = recordPerPod({
  name: 'kv_cache_usage',
  title: 'KV cache use per replica',
  unit: 'ratio',
  description: 'Share of the KV cache in use, 0 to 1; with several engines in one replica, that of the fullest.',
  reduction: 'max',
  reading: 'kvCacheUsage',
});

export const kvCacheUsage = recordOverPods(kvCacheUsagePerPod, 'avg', 'KV cache use');

/** Host memory as a second tier: V0's swap space, SGLang's hierarchical cache. */
export const hostCacheUsage = record({
  record: 'pod:arks_host_cache_usage:max',
  title: 'Host cache use per replica',
  unit: 'ratio',
  description:
    'Share in use of the KV cache in host memory. In vLLM V0 it is swap space. In SGLang it is the hierarchical cache.',
  labels: [...POD, 'runtime'],
  rules: runtimesWith(({ readings }) => readings.hostCacheUsage).map(([runtime, usage]) => ({
    labels: { runtime },
    expression: (view) => maxBy(grouping(view, ...POD), usage(view)),
  })),
});

/** A rule a runtime that has the reading, summed up by application. */
function perApplication(of: (readings: Readings) => Reading | Absent) {
  return runtimesWith(({ readings }) => of(readings)).map(([runtime, reading]) => ({
    labels: { runtime },
    expression: (view: View) => sumBy(grouping(view, ...APPLICATION), reading(view)),
  }));
}
