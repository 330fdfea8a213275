import type { EngineObserver, FinishReason } from '@arks-monitoring/simulator/model/engine-events.js';
import type { RequestRecord } from '@arks-monitoring/simulator/model/request.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { latencies } from './engine-latencies.js';
import type { Counting, EngineProcess } from './shown.js';

const MILLISECONDS = 1_000;
const MEGABYTES_PER_GIGABYTE = 1_000;

/** An SGLang server: tokens count when a request is finished; `part` is the scheduler, which counts some things itself. */
export function sglangTruth(counting: Counting, part: Labels, process: EngineProcess): EngineObserver {
  const { count, measure } = counting;
  const role = process.identity['role'];
  const of = latencies(counting, {});
  const streams = byStreaming(counting, process, true);
  const others = byStreaming(counting, process, false);
  const queue = of.between(measure('queue', ['sglang:queue_time_seconds'], part));
  const prefill = of.between(measure('prefill', ['sglang:per_stage_req_latency_seconds'], part));
  const hits = count('cached tokens', ['sglang:cached_tokens_total', 'sglang:cache_hit_rate']);
  const preempted = count('preemptions', ['sglang:num_retracted_requests_total'], part);
  const aborted = count('finished', ['sglang:num_aborted_requests_total'], { finished_reason: 'abort' });
  const failed = count('failed transfers', ['sglang:num_transfer_failed_reqs_total'], { ...part, stage: 'transfer' });
  const moved = measure('transfer milliseconds', ['sglang:kv_transfer_latency_ms'], part);
  const speed = measure('transfer speed', ['sglang:kv_transfer_speed_gb_s'], part);
  const finished = (request: RequestRecord, reason: FinishReason) => {
    const { ask, cachedTokens, generatedTokens, queuedAt, scheduledAt, finishedAt } = request;
    if (reason === 'abort') aborted(1);
    if (reason === 'abort' && scheduledAt === undefined) return;
    process.moving.delete(request.id);
    const counted = ask.streaming ? streams : others;
    counted.ended(1);
    counted.prompt(ask.promptTokens);
    counted.queries(ask.promptTokens);
    counted.output(generatedTokens);
    if (cachedTokens > 0) hits(cachedTokens);
    of.promptLength(ask.promptTokens);
    of.answerLength(generatedTokens);
    counted.whole(queuedAt, finishedAt);
  };
  return {
    scheduled: ({ queuedAt, scheduledAt }) => {
      queue(queuedAt, scheduledAt);
      if (queuedAt !== undefined && scheduledAt !== undefined) process.lastQueueSeconds = scheduledAt - queuedAt;
    },
    firstToken: ({ id, ask, queuedAt, scheduledAt, firstTokenAt }) => {
      if (role === 'prefill') process.moving.add(id);
      (ask.streaming ? streams : others).first(queuedAt, firstTokenAt);
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

/** What g6 counts apart for streams: each of the two appears with its first request, which a rate does not see. */
function byStreaming(counting: Counting, { engine }: EngineProcess, streaming: boolean) {
  const part: Labels = engine.generation === 'g6' ? { part: streaming ? 'streams' : 'others' } : {};
  const { first, whole } = latencies(counting, part);
  return {
    first,
    whole,
    prompt: counting.count('prompt tokens', ['sglang:prompt_tokens_total'], part),
    output: counting.count('output tokens', ['sglang:generation_tokens_total'], part),
    queries: counting.count('looked-up tokens', ['sglang:prompt_tokens_total'], part),
    ended: counting.count('finished', ['sglang:num_requests_total'], { ...part, finished_reason: 'unknown' }),
  };
}
