import type { EngineCore } from '@arks-monitoring/simulator/model/engine/core.js';
import type { EngineObserver } from '@arks-monitoring/simulator/model/engine-events.js';
import { latencies } from './engine-latencies.js';
import type { Counting, EngineProcess } from './shown.js';

/** How a finished request is named in records; of what is not here nothing is counted. */
const COUNTED = { stop: 'stop', length: 'length', abort: 'abort', error: undefined } as const;
/** Its server stops reading iterations when none came for so long (openai_server.py, the loop of its collector). */
const READS_ON_SECONDS = 0.5;

/**
 * A trtllm-serve: everything of a request counts when its server comes to the end of the answer, which it never does of a stream that
 * the client leaves, or of an answer that fails. With each end it begins to read iterations, and stops when nothing is computed.
 */
export function tensorrtLlmTruth(counting: Counting, core: EngineCore, process: EngineProcess): EngineObserver {
  const { count, measure } = counting;
  const of = latencies(counting, {});
  const queue = of.between(measure('queue', ['trtllm_request_queue_time_seconds']));
  const prefill = of.between(measure('prefill', ['trtllm_request_prefill_time_seconds']));
  const decode = of.between(measure('decode', ['trtllm_request_decode_time_seconds']));
  const prompt = count('prompt tokens', ['trtllm_prompt_tokens_total']);
  const output = count('output tokens', ['trtllm_generation_tokens_total']);
  // Of these two it says nothing before there are tokens that were found; those are at 0 from the start.
  const hits = count('cached tokens', ['trtllm_prompt_cached_tokens_total']);
  const queries = count('looked-up tokens', ['trtllm_prompt_cached_tokens_total']);
  hits(0);
  let emptySince: number | undefined;
  return {
    scheduled: ({ scheduledAt = 0 }) => {
      const idle = emptySince === undefined ? 0 : scheduledAt - emptySince;
      if (idle > READS_ON_SECONDS && process.iterations === 'read') process.iterations = 'left';
      emptySince = undefined;
    },
    firstToken: () => undefined,
    tokens: () => undefined,
    preempted: () => undefined,
    finished: (request, reason) => {
      const { ask, cachedTokens, generatedTokens, queuedAt, scheduledAt, firstTokenAt, finishedAt } = request;
      if (core.running.length === 0 && core.prefilling === undefined) emptySince = finishedAt;
      const as = COUNTED[reason];
      if (as === undefined || (reason === 'abort' && ask.streaming)) return;
      process.iterations = 'read';
      count('finished', ['trtllm_request_success_total'], { finished_reason: as })(1);
      of.whole(queuedAt, finishedAt);
      of.first(queuedAt, firstTokenAt);
      queue(queuedAt, scheduledAt);
      prefill(scheduledAt, firstTokenAt);
      decode(firstTokenAt, finishedAt);
      prompt(ask.promptTokens);
      if (generatedTokens > 0) output(generatedTokens);
      hits(cachedTokens);
      queries(ask.promptTokens);
    },
    transferred: () => undefined,
    state: () => undefined,
  };
}
