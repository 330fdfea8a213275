import type { Input, RecordCase } from '../support/record-test.js';
import { gridCases } from './grid-cases.js';

const target = (pod: string, application = 'chat') =>
  `namespace="tenant-a",application="${application}",role="unified",pod="${pod}"`;
const vllm = (pod: string, engine = '0') => `${target(pod)},model_name="qwen-7b",engine="${engine}"`;
const sglang = (pod: string, ranks = '') => `${target(pod)},model_name="qwen-7b",engine_type="unified"${ranks}`;
const identity = (runtime: string) =>
  `application="chat",model_name="qwen-7b",namespace="tenant-a",role="unified",runtime="${runtime}"`;
/** Steps a minute that make a rate of so many a second. */
const rising = (perSecond: number) => `0+${perSecond * 60}x20`;
const steady = (value: number) => `${value}x20`;

/** What goes in, and what must come out of a record after a quarter of an hour; `expr` where it is not the record itself. */
const recordCase = (
  title: string,
  record: string,
  inputs: readonly Input[],
  samples: RecordCase['samples'],
  expr: string = record,
): RecordCase => ({ title, record, inputs, samples, expr });

const running = 'pod:arks_requests_running:sum';
const count = 'application:arks_inter_token_latency_seconds_count:rate5m';
const ratio = 'application:arks_prefix_cache_hit:ratio_rate5m';
const counters = (pod: string, hits: number, queries: number): Input[] => [
  [`vllm:prefix_cache_hits_total{${vllm(pod)}}`, rising(hits)],
  [`vllm:prefix_cache_queries_total{${vllm(pod)}}`, rising(queries)],
];
const router = 'namespace="tenant-a",application="reason",role="router"';
const buckets = (name: string, labels: string, bounds: readonly (readonly [string, number])[]): Input[] =>
  bounds.map(([le, perSecond]) => [`${name}_bucket{${labels},le="${le}"}`, rising(perSecond)]);
const FIRST_TOKEN_P95 = 'application:arks_time_to_first_token_seconds:p95_5m';
const FIRST_TOKEN = 'application:arks_time_to_first_token_seconds_bucket:rate5m';

/** The usual mistakes, each with raw series that would show it. */
export const recordCases: readonly RecordCase[] = [
  recordCase(
    'data-parallel engines of vLLM add up',
    running,
    [
      [`vllm:num_requests_running{${vllm('a', '0')}}`, steady(7)],
      [`vllm:num_requests_running{${vllm('a', '1')}}`, steady(13)],
    ],
    [[`${running}{${identity('vllm')},pod="a"}`, 20]],
  ),

  recordCase(
    'tensor-parallel ranks of SGLang say the same thing and count once, data-parallel ranks add up',
    running,
    ['0', '1'].flatMap((dp) =>
      ['0', '1', '2', '3'].map(
        (tp): Input => [
          `sglang:num_running_reqs{${sglang('a', `,tp_rank="${tp}",dp_rank="${dp}"`)}}`,
          steady(dp === '0' ? 5 : 11),
        ],
      ),
    ),
    [[`${running}{${identity('sglang')},pod="a"}`, 16]],
  ),

  recordCase(
    'a gauge that each process of one engine repeats counts once',
    running,
    ['71', '73'].map((pid): Input => [`vllm:num_requests_running{${vllm('a')},pid="${pid}"}`, steady(9)]),
    [[`${running}{${identity('vllm')},pod="a"}`, 9]],
  ),

  recordCase(
    'of several KV pools in a replica the fullest decides',
    'pod:arks_kv_cache_usage:max',
    [
      [`vllm:kv_cache_usage_perc{${vllm('a', '0')}}`, steady(0.31)],
      [`vllm:kv_cache_usage_perc{${vllm('a', '1')}}`, steady(0.97)],
    ],
    [[`pod:arks_kv_cache_usage:max{${identity('vllm')},pod="a"}`, 0.97]],
  ),

  ...(
    [
      ['pod:arks_requests_running:sum', 'vllm:num_requests_running', 7],
      ['pod:arks_requests_waiting:sum', 'vllm:num_requests_waiting', 7],
      ['pod:arks_kv_cache_usage:max', 'vllm:kv_cache_usage_perc', 0.25],
    ] as const
  ).flatMap(([record, gauge, value]) => [
    recordCase(
      `an engine of several API servers that has had no request shows no ${gauge} and stands at 0`,
      record,
      [[`vllm:prompt_tokens_total{${vllm('a')}}`, steady(0)]],
      [[`${record}{${identity('vllm')},pod="a"}`, 0]],
    ),
    recordCase(
      `an engine that has had requests shows ${gauge} beside one that has had none`,
      record,
      [
        [`${gauge}{${vllm('a', '0')}}`, steady(value)],
        [`vllm:prompt_tokens_total{${vllm('a', '0')}}`, rising(31)],
        [`vllm:prompt_tokens_total{${vllm('a', '1')}}`, steady(0)],
      ],
      [[`${record}{${identity('vllm')},pod="a"}`, value]],
    ),
  ]),

  ...(['running', 'waiting'] as const).map((what) =>
    recordCase(
      `a model that Dynamo is ready to serve has no ${what} requests before the first`,
      `pod:arks_requests_${what}:sum`,
      [[`dynamo_frontend_model_ready{${target('a')},model_name="qwen-7b"}`, steady(1)]],
      [[`pod:arks_requests_${what}:sum{${identity('dynamo')},pod="a"}`, 0]],
    ),
  ),

  recordCase(
    'retractions that every rank counts alike count once',
    'application:arks_preemptions:rate5m',
    ['0', '1'].map(
      (tp): Input => [`sglang:num_retracted_requests_total{${sglang('a', `,tp_rank="${tp}"`)}}`, rising(3)],
    ),
    [[`application:arks_preemptions:rate5m{${identity('sglang')}}`, 3]],
  ),

  recordCase(
    'where each pod shows only its own name',
    count,
    [
      [`vllm:time_per_output_token_seconds_count{${target('old')},model_name="qwen-7b"}`, rising(17)],
      [`vllm:inter_token_latency_seconds_count{${vllm('new')}}`, rising(31)],
    ],
    [[`${count}{${identity('vllm')}}`, 48]],
  ),

  recordCase(
    'where one pod shows both names, which are one measurement',
    count,
    [
      [`vllm:time_per_output_token_seconds_count{${vllm('both')}}`, rising(19)],
      [`vllm:inter_token_latency_seconds_count{${vllm('both')}}`, rising(19)],
    ],
    [[`${count}{${identity('vllm')}}`, 19]],
  ),

  recordCase(
    'where the KV cache was renamed',
    'application:arks_kv_cache_usage:avg',
    [
      [`vllm:gpu_cache_usage_perc{${target('old')},model_name="qwen-7b"}`, steady(0.25)],
      [`vllm:kv_cache_usage_perc{${vllm('new')}}`, steady(0.75)],
    ],
    [[`application:arks_kv_cache_usage:avg{${identity('vllm')}}`, 0.5]],
  ),

  recordCase(
    'a queue is the mean of the replicas that have one, so that it does not grow with their number',
    'application:arks_requests_waiting:avg',
    [0, 4, 17].map((value): Input => [`vllm:num_requests_waiting{${vllm(`r${value}`)}}`, steady(value)]),
    [[`application:arks_requests_waiting:avg{${identity('vllm')}}`, 7]],
  ),

  // 75 of the 80 that took more than 1 s are needed for 95 of 100.
  recordCase(
    'the slow tail of two replicas is that of all their requests, not a mean of two tails',
    FIRST_TOKEN_P95,
    [
      ...buckets('vllm:time_to_first_token_seconds', vllm('quick'), [
        ['1.0', 0.2],
        ['2.0', 0.2],
        ['+Inf', 0.2],
      ]),
      ...buckets('vllm:time_to_first_token_seconds', vllm('slow'), [
        ['1.0', 0],
        ['2.0', 0.8],
        ['+Inf', 0.8],
      ]),
    ],
    [[`${FIRST_TOKEN_P95}{${identity('vllm')}}`, 1.9375]],
  ),

  recordCase(
    'without a request there is no percentile at all',
    FIRST_TOKEN_P95,
    buckets('vllm:time_to_first_token_seconds', vllm('idle'), [
      ['1.0', 0],
      ['+Inf', 0],
    ]),
    [],
  ),

  recordCase(
    'an idle replica does not make the ratio NaN',
    ratio,
    [...counters('busy', 30, 40), ...counters('idle', 0, 0)],
    [[`${ratio}{${identity('vllm')}}`, 0.75]],
  ),

  recordCase('without any prompt there is no ratio at all', ratio, counters('idle', 0, 0), []),

  recordCase(
    'replicas weigh by their traffic',
    ratio,
    [...counters('busy', 90, 100), ...counters('quiet', 0, 20)],
    [[`${ratio}{${identity('vllm')}}`, 0.75]],
  ),

  recordCase(
    'a ratio of V0 counts with its prompt tokens, and -1 means that there is no cache',
    ratio,
    [
      [`vllm:gpu_prefix_cache_hit_rate{${target('v0')},model_name="qwen-7b"}`, steady(0.25)],
      [`vllm:prompt_tokens_total{${target('v0')},model_name="qwen-7b"}`, rising(40)],
      [`vllm:gpu_prefix_cache_hit_rate{${target('off')},model_name="qwen-7b"}`, steady(-1)],
      [`vllm:prompt_tokens_total{${target('off')},model_name="qwen-7b"}`, rising(70)],
      ...counters('v1', 50, 60),
      [`vllm:prompt_tokens_total{${vllm('v1')}}`, rising(60)],
    ],
    [[`${ratio}{${identity('vllm')}}`, 0.6]],
  ),

  recordCase(
    'SGLang adds its cache sources, and its gauge counts only where there is no counter',
    ratio,
    [
      [`sglang:cached_tokens_total{${sglang('a')},cache_source="device"}`, rising(15)],
      [`sglang:cached_tokens_total{${sglang('a')},cache_source="host"}`, rising(5)],
      [`sglang:prompt_tokens_total{${sglang('a')}}`, rising(40)],
      [`sglang:cache_hit_rate{${sglang('a')}}`, steady(0.99)],
    ],
    [[`${ratio}{${identity('sglang')}}`, 0.5]],
  ),

  recordCase(
    'both routers count requests, and one that counts twice counts once',
    'application:arks_router_requests:rate5m',
    [
      [`smg_router_requests_total{${router},pod="new",endpoint="chat",streaming="true"}`, rising(3)],
      [`smg_router_requests_total{${router},pod="new",endpoint="chat",streaming="false"}`, rising(2)],
      [`sgl_router_pd_requests_total{${router},pod="old",route="/v1/chat/completions"}`, rising(7)],
      [`sgl_router_requests_total{${router},pod="old",route="/v1/chat/completions"}`, rising(7)],
    ],
    [['application:arks_router_requests:rate5m{application="reason",namespace="tenant-a",role="router"}', 12]],
  ),

  recordCase(
    'a worker that was removed is none',
    'application:arks_router_workers:max',
    [
      [`smg_worker_health{${router},pod="a",worker="w1"}`, steady(1)],
      [`smg_worker_health{${router},pod="a",worker="w2"}`, steady(0)],
      [`smg_worker_health{${router},pod="a",worker="w3"}`, steady(-1)],
    ],
    [['application:arks_router_workers:max{application="reason",namespace="tenant-a",role="router"}', 2]],
  ),

  recordCase(
    'a KV transfer that is a gauge on old pods and a histogram on new ones',
    'application:arks_kv_transfer_latency_milliseconds:mean5m',
    [
      [`sglang:kv_transfer_latency_ms_sum{${sglang('a').replace('unified"', 'prefill"')}}`, rising(340)],
      [`sglang:kv_transfer_latency_ms_count{${sglang('a').replace('unified"', 'prefill"')}}`, rising(20)],
    ],
    [
      [
        `application:arks_kv_transfer_latency_milliseconds:mean5m{${identity('sglang').replace('role="unified"', 'role="prefill"')}}`,
        17,
      ],
    ],
  ),

  recordCase(
    'a KV transfer that is a gauge is read of prefill, since decode shows 0',
    'application:arks_kv_transfer_latency_milliseconds:mean5m',
    [
      [`sglang:kv_transfer_latency_ms{${sglang('a').replaceAll('unified"', 'prefill"')}}`, steady(13)],
      [`sglang:kv_transfer_latency_ms{${sglang('b').replaceAll('unified"', 'prefill"')}}`, steady(19)],
      [`sglang:kv_transfer_latency_ms{${sglang('c').replaceAll('unified"', 'decode"')}}`, steady(0)],
    ],
    [
      [
        `application:arks_kv_transfer_latency_milliseconds:mean5m{${identity('sglang').replace('role="unified"', 'role="prefill"')}}`,
        16,
      ],
    ],
  ),

  recordCase(
    "quota gauges that a later plugin sets come before the custom resource's",
    'tenant:arks_quota_used:ratio',
    [
      ['arks_quota_status_used{namespace="tenant-a",quota_name="basic",quota_type="total"}', steady(10)],
      ['arks_quota_spec_limit{namespace="tenant-a",quota_name="basic",quota_type="total"}', steady(100)],
      [
        'gateway_quota_usage{namespace="tenant-a",quota_name="basic",quota_type="total",model="qwen-7b",pod="g",job="arks-gateway-plugins"}',
        steady(35),
      ],
    ],
    [['tenant:arks_quota_used:ratio{namespace="tenant-a",quota_name="basic",quota_type="total"}', 0.35]],
  ),
  recordCase(
    'percentiles of runtimes with different grids do not mix',
    FIRST_TOKEN,
    [
      ...buckets('vllm:time_to_first_token_seconds', vllm('a'), [
        ['0.25', 0],
        ['0.5', 10],
        ['+Inf', 10],
      ]),
      ...buckets('sglang:time_to_first_token_seconds', sglang('b'), [
        ['0.4', 0],
        ['0.8', 10],
        ['+Inf', 10],
      ]),
    ],
    [
      [`{${identity('sglang')}}`, 0.6],
      [`{${identity('vllm')}}`, 0.375],
    ],
    `histogram_quantile(0.5, ${FIRST_TOKEN})`,
  ),
  ...gridCases,
];
