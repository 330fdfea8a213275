import { counter, type Doing, gauge, histogram, replica } from './scenes.js';
import type { Labels, Scene } from './timeline.js';

const FIRST_TOKEN = [0.6, 1, 2, 4, 6, 8, 10, 20, 40];
const INTER_TOKEN = [0.06, 0.08, 0.1, 0.2, 0.4, 0.6];
/** As SGLang has it: no bound where vLLM has its 120. */
const LATENCY = [10, 20, 40, 60, 80, 100, 200, 400];

/** What an SGLang replica is doing, its part in prefill and decode included. */
export interface SglangDoing extends Doing {
  readonly bootstrapQueue?: number;
  readonly preallocationQueue?: number;
  readonly bootstrapFailuresPerSecond?: number;
  readonly transferFailuresPerSecond?: number;
  /** Output tokens as they stream; the token counters move only when a request finishes. */
  readonly streamedTokensPerSecond?: number;
}

/** Ranks that report, each by the labels that tell it from the others. */
export const ONE_RANK: readonly Labels[] = [{ tp_rank: '0' }];
export const FOUR_RANKS: readonly Labels[] = ['0', '1', '2', '3'].map((rank) => ({ tp_rank: rank }));

/** An SGLang replica of tenant-a/chat; all its ranks show the same. */
export function sglang(
  pod: string,
  doing: SglangDoing,
  { own = {}, ranks = ONE_RANK }: { readonly own?: Labels; readonly ranks?: readonly Labels[] } = {},
): Scene {
  const target = replica(pod, own);
  const tokenizer = { ...target, model_name: 'qwen-7b' };
  const requests = doing.requestsPerSecond ?? 0;
  const observed = (bounds: readonly number[], value: number) => ({ bounds, perSecond: requests, value });
  return [
    gauge('up', target, 1),
    ...ranks.flatMap((rank) => sglangRank({ ...tokenizer, engine_type: 'unified', ...rank }, doing)),
    counter('sglang:num_requests_total', tokenizer, requests),
    counter('sglang:num_aborted_requests_total', tokenizer, doing.abandonedPerSecond ?? 0),
    counter('sglang:prompt_tokens_total', tokenizer, doing.promptTokensPerSecond ?? 0),
    counter('sglang:generation_tokens_total', tokenizer, doing.generationTokensPerSecond ?? 0),
    counter('sglang:cached_tokens_total', { ...tokenizer, cache_source: 'device' }, doing.hitsPerSecond ?? 0),
    ...histogram(
      'sglang:time_to_first_token_seconds',
      tokenizer,
      observed(FIRST_TOKEN, doing.firstTokenSeconds ?? 0.7),
    ),
    ...histogram('sglang:inter_token_latency_seconds', tokenizer, {
      bounds: INTER_TOKEN,
      perSecond: doing.streamedTokensPerSecond ?? doing.generationTokensPerSecond ?? 0,
      value: doing.interTokenSeconds ?? 0.07,
    }),
    ...histogram('sglang:e2e_request_latency_seconds', tokenizer, observed(LATENCY, doing.latencySeconds ?? 17)),
  ];
}

/** What one rank of the scheduler shows; every engine shows the queues of both roles. */
function sglangRank(rank: Labels, doing: SglangDoing): Scene {
  return [
    gauge('sglang:num_running_reqs', rank, doing.running ?? 0),
    gauge('sglang:num_queue_reqs', rank, doing.waiting ?? 0),
    gauge('sglang:token_usage', rank, doing.kvCache ?? 0),
    counter('sglang:num_retracted_requests_total', rank, doing.preemptionsPerSecond ?? 0),
    gauge('sglang:num_prefill_bootstrap_queue_reqs', rank, doing.bootstrapQueue ?? 0),
    gauge('sglang:num_decode_prealloc_queue_reqs', rank, doing.preallocationQueue ?? 0),
    counter('sglang:num_bootstrap_failed_reqs_total', rank, doing.bootstrapFailuresPerSecond ?? 0),
    counter('sglang:num_transfer_failed_reqs_total', rank, doing.transferFailuresPerSecond ?? 0),
  ];
}
