import type { Input, RecordCase } from '../support/record-test.js';

type Labels = Readonly<Record<string, string>>;

const CHAT: Labels = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
};
const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
const rising = (name: string, labels: Labels, perSecond: number): Input => [
  `${name}{${pairs(labels)}}`,
  `0+${perSecond * 60}x20`,
];
const steady = (name: string, labels: Labels, value: number): Input => [`${name}{${pairs(labels)}}`, `${value}x20`];

const HITS = 'application:arks_prefix_cache_hits:rate5m';
const QUERIES = 'application:arks_prefix_cache_queries:rate5m';
const HOST = 'pod:arks_host_cache_usage:max';
const old: Labels = { ...CHAT, pod: 'a' };
/** Replicas that count, each with something in common with the old one that shows only a ratio. */
const counting = [
  { labels: { ...CHAT, pod: 'b' }, perSecond: 20 },
  { labels: { ...old, namespace: 'tenant-b' }, perSecond: 3 },
  { labels: { ...old, cluster: 'eu-3' }, perSecond: 7 },
];
const prompts = 'sglang:prompt_tokens_total';
const ratio = 'sglang:cache_hit_rate';

/** One application, and others that differ from it in one label. */
const applications = [CHAT, ...Object.keys(CHAT).map((label) => ({ ...CHAT, [label]: 'other' }))];
/** One replica, and others that differ from it in one label. */
const replicas = [old, ...Object.keys(old).map((label) => ({ ...old, [label]: 'other' }))];

export const cacheCases: readonly RecordCase[] = [
  {
    title: 'the ratio of an SGLang that counts no hits counts with its prompts, whoever else counts hits',
    record: HITS,
    expr: HITS,
    inputs: [
      ...[steady(ratio, old, 0.25), rising(prompts, old, 40)],
      ...[steady(ratio, { ...CHAT, pod: 'off' }, -1), rising(prompts, { ...CHAT, pod: 'off' }, 70)],
      ...counting.flatMap(({ labels, perSecond }) => [
        rising('sglang:cached_tokens_total', labels, perSecond),
        rising(prompts, labels, 100),
        steady(ratio, labels, 0.99),
      ]),
    ],
    samples: [
      [`{${pairs({ ...CHAT, runtime: 'sglang' })}}`, 30],
      [`{${pairs({ ...CHAT, namespace: 'tenant-b', runtime: 'sglang' })}}`, 3],
      [`{${pairs({ ...CHAT, cluster: 'eu-3', runtime: 'sglang' })}}`, 7],
    ],
  },
  {
    title: 'a replica of SGLang uses its host cache as much as the fullest of its ranks, and without one not at all',
    record: HOST,
    expr: HOST,
    inputs: [
      ...replicas.flatMap((labels, index) => [
        steady('sglang:hicache_host_used_tokens', { ...labels, dp_rank: '0' }, index + 3),
        steady('sglang:hicache_host_total_tokens', { ...labels, dp_rank: '0' }, 20),
        steady('sglang:hicache_host_used_tokens', { ...labels, dp_rank: '1' }, 1),
        steady('sglang:hicache_host_total_tokens', { ...labels, dp_rank: '1' }, 10),
      ]),
      steady('sglang:hicache_host_used_tokens', { ...CHAT, pod: 'without' }, 0),
      steady('sglang:hicache_host_total_tokens', { ...CHAT, pod: 'without' }, 0),
    ],
    samples: replicas.map(
      (labels, index) => [`{${pairs({ ...labels, runtime: 'sglang' })}}`, (index + 3) / 20] as const,
    ),
  },
  {
    title: 'prompts of a TensorRT-LLM that does not count what it found are not looked up, and those of all others are',
    record: QUERIES,
    expr: QUERIES,
    inputs: [
      ...applications.flatMap((labels, index) => [
        rising('trtllm_prompt_tokens_total', { ...labels, pod: 'a', engine_type: 'pytorch' }, 3 + index),
        rising('trtllm_prompt_tokens_total', { ...labels, pod: 'b', engine_type: 'pytorch' }, 20),
        steady('trtllm_prompt_cached_tokens_total', { ...labels, pod: 'a', engine_type: 'pytorch' }, 0),
        steady('trtllm_prompt_cached_tokens_total', { ...labels, pod: 'b', engine_type: 'pytorch' }, 0),
      ]),
      rising('trtllm_prompt_tokens_total', { ...CHAT, pod: 'older', engine_type: 'pytorch' }, 41),
      steady('trtllm_prompt_cached_tokens_total', { ...CHAT, pod: 'idle', engine_type: 'pytorch' }, 0),
    ],
    samples: applications.map(
      (labels, index) => [`{${pairs({ ...labels, runtime: 'tensorrt-llm' })}}`, 23 + index] as const,
    ),
  },
  {
    title: 'a replica of TensorRT-LLM uses its host cache as much as the fullest of its processes',
    record: HOST,
    expr: HOST,
    inputs: replicas.flatMap((labels, index) => [
      steady('trtllm_kv_cache_host_utilization', { ...labels, pid: '1' }, (index + 3) / 20),
      steady('trtllm_kv_cache_host_utilization', { ...labels, pid: '2' }, 0.05),
    ]),
    samples: replicas.map(
      (labels, index) => [`{${pairs({ ...labels, runtime: 'tensorrt-llm' })}}`, (index + 3) / 20] as const,
    ),
  },
  ...['30m', '6h'].map(
    (window): RecordCase => ({
      title: `what was found of what was asked over ${window} is a share of all of it`,
      record: `application:arks_prefix_cache_hit:ratio_avg${window}`,
      expr: `application:arks_prefix_cache_hit:ratio_avg${window}`,
      inputs: [
        [`application:arks_prefix_cache_hits:rate5m{${pairs(CHAT)}}`, '70x7 10x7'],
        [`application:arks_prefix_cache_queries:rate5m{${pairs(CHAT)}}`, '90x7 10x7'],
        [`application:arks_prefix_cache_hits:rate5m{${pairs({ ...CHAT, application: 'idle' })}}`, '0x20'],
        [`application:arks_prefix_cache_queries:rate5m{${pairs({ ...CHAT, application: 'idle' })}}`, '0x20'],
      ],
      samples: [[`{${pairs(CHAT)}}`, 0.8]],
    }),
  ),
];
