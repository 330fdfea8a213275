import type { CounterName } from '../../metrics/catalogue.js';
import {
  and,
  atLeast,
  avgOverTime,
  type Expression,
  firstOf,
  maxBy,
  ratio,
  sumBy,
  times,
  unless,
} from '../../promql/build.js';
import { rate, select } from '../exposed.js';
import { APPLICATION, grouping, POD } from '../identity.js';
import { record, recordOverPods, recordPerPod } from '../record.js';
import type { View } from '../view.js';

const application = (view: View, expression: Expression) => sumBy(grouping(view, ...APPLICATION), expression);
const rated = (name: CounterName, { window }: View) => rate(name, window);

const RATIO_OF_OLD = 'Engines that show only a ratio count with that ratio of their prompt tokens.';

/** Tokens found in the prefix cache. The gauges of V0 and of the first SGLang are -1 or absent where caching is off. */
export const prefixCacheHits = record({
  record: 'application:arks_prefix_cache_hits:rate5m',
  title: 'Prefix cache hits',
  unit: 'tokens/s',
  description: `Prompt tokens per second that were found in the prefix cache. ${RATIO_OF_OLD}`,
  labels: [...APPLICATION, 'runtime'],
  rules: [
    {
      labels: { runtime: 'vllm' },
      expression: (view) =>
        application(
          view,
          firstOf(
            rated('vllm:prefix_cache_hits_total', view),
            rated('vllm:gpu_prefix_cache_hits_total', view),
            times(atLeast(select('vllm:gpu_prefix_cache_hit_rate'), 0), rated('vllm:prompt_tokens_total', view)),
          ),
        ),
    },
    {
      labels: { runtime: 'sglang' },
      expression: (view) =>
        application(
          view,
          firstOf(
            rated('sglang:cached_tokens_total', view),
            unless(
              times(atLeast(select('sglang:cache_hit_rate'), 0), rated('sglang:prompt_tokens_total', view)),
              select('sglang:cached_tokens_total'),
              grouping(view, 'namespace', 'pod'),
            ),
          ),
        ),
    },
  ],
});

/** Tokens looked up in the prefix cache. */
export const prefixCacheQueries = record({
  record: 'application:arks_prefix_cache_queries:rate5m',
  title: 'Prefix cache queries',
  unit: 'tokens/s',
  description: `Prompt tokens per second that were looked up in the prefix cache. ${RATIO_OF_OLD}`,
  labels: [...APPLICATION, 'runtime'],
  rules: [
    {
      labels: { runtime: 'vllm' },
      expression: (view) =>
        application(
          view,
          firstOf(
            rated('vllm:prefix_cache_queries_total', view),
            rated('vllm:gpu_prefix_cache_queries_total', view),
            and(rated('vllm:prompt_tokens_total', view), atLeast(select('vllm:gpu_prefix_cache_hit_rate'), 0)),
          ),
        ),
    },
    {
      labels: { runtime: 'sglang' },
      expression: (view) => application(view, rated('sglang:prompt_tokens_total', view)),
    },
  ],
});

export const prefixCacheHitRatio = record({
  record: 'application:arks_prefix_cache_hit:ratio_rate5m',
  title: 'Prefix cache hit ratio',
  unit: 'ratio',
  description: 'Share of prompt tokens found in the prefix cache, over all replicas; nothing while no prompt arrives.',
  labels: [...APPLICATION, 'runtime'],
  rules: [{ expression: (view) => ratio(prefixCacheHits.query(view), prefixCacheQueries.query(view)) }],
});

/** Over a longer window each token weighs the same: hits over queries, not a mean of ratios. */
const ratioOver = (window: string) => (_: View) =>
  ratio(avgOverTime(prefixCacheHits.record, window), avgOverTime(prefixCacheQueries.record, window));

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
  description: 'Share of the KV cache in use, 0 to 1; of several engines in one replica the fullest.',
  reduction: 'max',
  readings: {
    vllm: { names: ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'], restsAt0: true },
    sglang: { names: ['sglang:token_usage'] },
  },
});

export const kvCacheUsage = recordOverPods(kvCacheUsagePerPod, 'avg', 'KV cache use');

/** Host memory as a second tier: V0's swap space, SGLang's hierarchical cache. */
export const hostCacheUsage = record({
  record: 'pod:arks_host_cache_usage:max',
  title: 'Host cache use per replica',
  unit: 'ratio',
  description: 'Share of the KV cache in host memory in use: swap space of vLLM V0, hierarchical cache of SGLang.',
  labels: [...POD, 'runtime'],
  rules: [
    {
      labels: { runtime: 'vllm' },
      expression: (view) => maxBy(grouping(view, ...POD), select('vllm:cpu_cache_usage_perc')),
    },
    {
      labels: { runtime: 'sglang' },
      expression: (view) =>
        maxBy(
          grouping(view, ...POD),
          ratio(select('sglang:hicache_host_used_tokens'), select('sglang:hicache_host_total_tokens')),
        ),
    },
  ],
});
