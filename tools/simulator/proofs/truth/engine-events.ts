import type { Labels } from '../../../operator/relabel.js';
import type { EngineObserver, FinishReason } from '../../model/engine-events.js';
import type { RequestRecord } from '../../model/request.js';
import type { Counting, EngineProcess } from './shown.js';

type Between = (from: number | undefined, to: number | undefined) => void;

/** Reasons that every generation of vLLM names; the first ones name an error an abort. */
const REASONS = ['stop', 'length', 'abort'] as const;
const LATER_REASONS = ['error', 'repetition'] as const;
/** V0 shows a ratio only; what it stands for is counted all the same. */
const HITS = [
  'vllm:prefix_cache_hits_total',
  'vllm:gpu_prefix_cache_hits_total',
  'vllm:gpu_prefix_cache_hit_rate',
] as const;
const MILLISECONDS = 1_000;
const MEGABYTES_PER_GIGABYTE = 1_000;

/** What both runtimes measure of a request, each under its names. */
function latencies({ measure }: Counting, part: Labels) {
  const between =
    (observe: ReturnType<Counting['measure']>): Between =>
    (from, to) => {
      if (from !== undefined && to !== undefined) observe(to - from);
    };
  return {
    first: between(
      measure('first token', ['vllm:time_to_first_token_seconds', 'sglang:time_to_first_token_seconds'], part),
    ),
    whole: between(
      measure('request', ['vllm:e2e_request_latency_seconds', 'sglang:e2e_request_latency_seconds'], part),
    ),
    token: measure(
      'token interval',
      [
        'vllm:inter_token_latency_seconds',
        'vllm:time_per_output_token_seconds',
        'sglang:inter_token_latency_seconds',
        'sglang:time_per_output_token_seconds',
      ],
      part,
    ),
    between,
    promptLength: measure('prompt length', ['vllm:request_prompt_tokens', 'sglang:prompt_tokens_histogram'], part),
    answerLength: measure(
      'answer length',
      ['vllm:request_generation_tokens', 'sglang:generation_tokens_histogram'],
      part,
    ),
  };
}

/** An engine of vLLM: prompts count at the first token, output as it comes, the rest when a request is finished. */
export function vllmTruth(counting: Counting, part: Labels, namesErrors: boolean): EngineObserver {
  const { count, measure } = counting;
  const of = latencies(counting, part);
  const queue = of.between(measure('queue', ['vllm:request_queue_time_seconds'], part));
  const prefill = of.between(measure('prefill', ['vllm:request_prefill_time_seconds'], part));
  const decode = of.between(measure('decode', ['vllm:request_decode_time_seconds'], part));
  const prompt = count('prompt tokens', ['vllm:prompt_tokens_total'], part);
  const output = count('output tokens', ['vllm:generation_tokens_total'], part);
  const hits = count('cached tokens', HITS, part);
  const queries = count('looked-up tokens', HITS, part);
  const preempted = count('preemptions', ['vllm:num_preemptions_total'], part);
  const reasons = namesErrors ? [...REASONS, ...LATER_REASONS] : REASONS;
  const ended = new Map<string, (amount: number) => void>(
    reasons.map((reason) => [
      reason,
      count('finished', ['vllm:request_success_total'], { ...part, finished_reason: reason }),
    ]),
  );
  return {
    scheduled: ({ ask, cachedTokens }) => {
      queries(ask.promptTokens);
      hits(cachedTokens);
    },
    firstToken: ({ ask, queuedAt, firstTokenAt }) => {
      prompt(ask.promptTokens);
      output(1);
      of.first(queuedAt, firstTokenAt);
    },
    tokens: (_, tokens, seconds) => {
      output(tokens);
      of.token(seconds, tokens);
    },
    preempted: () => preempted(1),
    finished: ({ ask, generatedTokens, queuedAt, scheduledAt, firstTokenAt, finishedAt }, reason) => {
      (ended.get(reason) ?? ended.get('abort'))?.(1);
      of.promptLength(ask.promptTokens);
      of.answerLength(generatedTokens);
      of.whole(queuedAt, finishedAt);
      queue(queuedAt, scheduledAt);
      prefill(scheduledAt, firstTokenAt);
      decode(firstTokenAt, finishedAt);
    },
    transferred: () => undefined,
    state: () => undefined,
  };
}

/** An SGLang server: tokens count when a request is finished; `part` is the scheduler, which counts some things itself. */
export function sglangTruth(counting: Counting, part: Labels, process: EngineProcess): EngineObserver {
  const { count, measure } = counting;
  const role = process.identity['role'];
  const of = latencies(counting, {});
  const queue = of.between(measure('queue', ['sglang:queue_time_seconds'], part));
  const prefill = of.between(measure('prefill', ['sglang:per_stage_req_latency_seconds'], part));
  const prompt = count('prompt tokens', ['sglang:prompt_tokens_total']);
  const output = count('output tokens', ['sglang:generation_tokens_total']);
  const hits = count('cached tokens', ['sglang:cached_tokens_total', 'sglang:cache_hit_rate']);
  const queries = count('looked-up tokens', ['sglang:prompt_tokens_total']);
  const preempted = count('preemptions', ['sglang:num_retracted_requests_total'], part);
  const ended = count('finished', ['sglang:num_requests_total'], { finished_reason: 'unknown' });
  const aborted = count('finished', ['sglang:num_aborted_requests_total'], { finished_reason: 'abort' });
  const failed = count('failed transfers', ['sglang:num_transfer_failed_reqs_total'], { ...part, stage: 'transfer' });
  const moved = measure('transfer milliseconds', ['sglang:kv_transfer_latency_ms'], part);
  const speed = measure('transfer speed', ['sglang:kv_transfer_speed_gb_s'], part);
  const finished = (request: RequestRecord, reason: FinishReason) => {
    const { ask, cachedTokens, generatedTokens, queuedAt, scheduledAt, finishedAt } = request;
    if (reason === 'abort') aborted(1);
    if (reason === 'abort' && scheduledAt === undefined) return;
    process.moving.delete(request.id);
    ended(1);
    prompt(ask.promptTokens);
    queries(ask.promptTokens);
    output(generatedTokens);
    if (cachedTokens > 0) hits(cachedTokens);
    of.promptLength(ask.promptTokens);
    of.answerLength(generatedTokens);
    of.whole(queuedAt, finishedAt);
  };
  return {
    scheduled: ({ queuedAt, scheduledAt }) => {
      queue(queuedAt, scheduledAt);
      if (queuedAt !== undefined && scheduledAt !== undefined) process.lastQueueSeconds = scheduledAt - queuedAt;
    },
    firstToken: ({ id, queuedAt, scheduledAt, firstTokenAt }) => {
      if (role === 'prefill') process.moving.add(id);
      of.first(queuedAt, firstTokenAt);
      if (role !== 'decode') prefill(scheduledAt, firstTokenAt);
    },
    tokens: (_, tokens, seconds) => of.token(seconds, tokens),
    preempted: () => preempted(1),
    finished,
    transferred: ({ seconds, megabytes, failed: lost }) => {
      if (lost) failed(1);
      else if (role === 'prefill') {
        const last = { milliseconds: seconds * MILLISECONDS, speed: megabytes / MEGABYTES_PER_GIGABYTE / seconds };
        moved(last.milliseconds);
        speed(last.speed);
        process.lastTransfer = last;
      }
    },
    state: () => undefined,
  };
}
