import type { sglang as metrics } from '../../metrics/sglang/index.js';
import {
  atLeast,
  avgBy,
  type Expression,
  firstOf,
  type Matcher,
  ratio,
  sumBy,
  times,
  unless,
} from '../../promql/build.js';
import { rateArks, selectArks } from '../vocabulary/arks-series.js';
import { APPLICATION, type ApplicationLabel, grouping, POD } from '../vocabulary/identity.js';
import type { View } from '../vocabulary/view.js';
import type { Runtime } from './runtime.js';

/** Every engine shows the queues of disaggregation; only those of its own role mean anything. */
const role = (value: string): readonly Matcher[] => [{ label: 'role', operator: '=', value }];
const PREFILL_FORWARD: Matcher = { label: 'stage', operator: '=', value: 'prefill_forward' };

/**
 * SGLang. `priority` is no part of a replica: with priority scheduling its queues appear as a total without the label and once
 * more by priority.
 */
export const sglang = {
  shards: ['dp_rank'],
  saysModel: { absent: 'Its own label is `model_name`.' },
  fromTheStart: { absent: 'It exposes nothing before the first report of its scheduler, which sets its gauges.' },
  heard: ({ matchers }) => [selectArks('sglang:num_running_reqs', matchers)],
  progress: {
    stalledMinutes: 5,
    running: 'sglang:num_running_reqs',
    // Its token counters rise only when a request finishes, which takes minutes; the counts of its latencies rise with each
    // token (tokenizer_manager.py). It counts them per replica, so one hung rank among busy ones stays unseen.
    tokens: [
      'sglang:inter_token_latency_seconds_count',
      'sglang:time_per_output_token_seconds_count',
      'sglang:time_to_first_token_seconds_count',
      'sglang:prompt_tokens_total',
    ],
    by: POD,
  },
  readings: {
    requestLatency: { names: ['sglang:e2e_request_latency_seconds'] },
    timeToFirstToken: { names: ['sglang:time_to_first_token_seconds'] },
    interTokenLatency: { names: ['sglang:inter_token_latency_seconds', 'sglang:time_per_output_token_seconds'] },
    queueTime: { names: ['sglang:queue_time_seconds'], everyRankCountsAll: true },
    prefillTime: {
      names: ['sglang:per_stage_req_latency_seconds'],
      matchers: [PREFILL_FORWARD],
      everyRankCountsAll: true,
    },
    decodeTime: { absent: 'It measures stages of the scheduler, and the decoding of a request is not one of them.' },
    promptLength: { names: ['sglang:prompt_tokens_histogram'] },
    generationLength: { names: ['sglang:generation_tokens_histogram'] },

    requestsFinished: [
      { names: ['sglang:num_requests_total'], labels: { finished_reason: 'unknown' } },
      { names: ['sglang:num_aborted_requests_total'], labels: { finished_reason: 'abort' } },
    ],
    requestsRejected: { absent: 'It counts them only as HTTP 503.' },
    preemptions: [{ names: ['sglang:num_retracted_requests_total'], everyRankCountsAll: true }],
    kvTransferFailures: [
      { names: ['sglang:num_bootstrap_failed_reqs_total'], labels: { stage: 'bootstrap' }, everyRankCountsAll: true },
      { names: ['sglang:num_transfer_failed_reqs_total'], labels: { stage: 'transfer' }, everyRankCountsAll: true },
    ],
    promptTokens: { names: ['sglang:prompt_tokens_total'] },
    generationTokens: { names: ['sglang:generation_tokens_total'] },
    promptTokensOfLengths: { absent: 'It counts prompt tokens.' },

    requestsRunning: { names: ['sglang:num_running_reqs'] },
    requestsWaiting: { names: ['sglang:num_queue_reqs'] },
    requestsSwapped: { absent: 'It does not swap requests.' },
    kvCacheUsage: { names: ['sglang:token_usage'] },
    prefillBootstrap: {
      names: ['sglang:num_prefill_bootstrap_queue_reqs', 'sglang:num_prefill_prealloc_queue_reqs'],
      matchers: role('prefill'),
    },
    prefillInflight: {
      names: ['sglang:num_prefill_inflight_queue_reqs', 'sglang:num_prefill_infight_queue_reqs'],
      matchers: role('prefill'),
    },
    decodePreallocation: { names: ['sglang:num_decode_prealloc_queue_reqs'], matchers: role('decode') },
    decodeTransfer: { names: ['sglang:num_decode_transfer_queue_reqs'], matchers: role('decode') },

    httpErrors: { name: 'sglang:http_responses_total', label: 'status_code', says: 'code' },
    requestsAbandoned: { name: 'sglang:num_aborted_requests_total' },
    // The gauge of the first collectors is absent where caching is off, and stays beside the counter of later ones.
    prefixCacheHits: (view) =>
      firstOf(
        rateArks('sglang:cached_tokens_total', view.window),
        unless(
          times(atLeast(selectArks('sglang:cache_hit_rate'), 0), rateArks('sglang:prompt_tokens_total', view.window)),
          selectArks('sglang:cached_tokens_total'),
          grouping(view, 'namespace', 'pod'),
        ),
      ),
    prefixCacheQueries: ({ window }) => rateArks('sglang:prompt_tokens_total', window),
    hostCacheUsage: () =>
      ratio(selectArks('sglang:hicache_host_used_tokens'), selectArks('sglang:hicache_host_total_tokens')),
    kvTransferLatency: (view) => mean('sglang:kv_transfer_latency_ms', view),
    kvTransferSpeed: (view) => mean('sglang:kv_transfer_speed_gb_s', view),
  },
} as const satisfies Runtime<(typeof metrics)[number]>;

/** Mean of a measure that was a gauge and became a histogram of the same name. Decode shows the gauge as well, always at 0. */
function mean(
  name: 'sglang:kv_transfer_latency_ms' | 'sglang:kv_transfer_speed_gb_s',
  view: View,
): Expression<ApplicationLabel> {
  const by = grouping(view, ...APPLICATION);
  const part = (suffix: 'sum' | 'count') => sumBy(by, rateArks(`${name}_${suffix}`, view.window));
  return firstOf(ratio(part('sum'), part('count')), avgBy(by, selectArks(name, role('prefill'))));
}
