import type { EngineObserver } from '@arks-monitoring/simulator/model/engine-events.js';
import type { RequestRecord } from '@arks-monitoring/simulator/model/request.js';
import { latencies } from './engine-latencies.js';
import type { Counting } from './shown.js';

/** A frontend tells so many intervals of a request together, and what is left at its end. */
const INTERVALS_TOGETHER = 64;
const REASONS = { stop: 'unknown', length: 'unknown', abort: 'abort', error: 'error' } as const;
/** Before there were types of errors, a client that left was one. */
const OLDER_REASONS = { ...REASONS, abort: 'error' } as const;

/**
 * An engine behind a frontend of Dynamo: prompts count at the first token, output as it comes, requests when they are finished,
 * however that was. Streams and others are counted apart, each way to end apart from the others: each appears with its first.
 */
export function dynamoTruth(counting: Counting, namesErrors: boolean): EngineObserver {
  const { count } = counting;
  const reasons = namesErrors ? REASONS : OLDER_REASONS;
  const of = latencies(counting, {});
  const output = count('output tokens', ['dynamo_frontend_output_tokens_total']);
  const prompt = count('prompt tokens of lengths', ['dynamo_frontend_input_sequence_tokens']);
  const untold = new Map<RequestRecord, number[]>();
  const tell = (request: RequestRecord, together: number) => {
    const intervals = untold.get(request) ?? [];
    for (const seconds of intervals.splice(0, intervals.length - (intervals.length % together))) of.token(seconds, 1);
  };
  return {
    scheduled: () => undefined,
    firstToken: ({ ask, queuedAt, firstTokenAt }) => {
      of.promptLength(ask.promptTokens);
      prompt(ask.promptTokens);
      output(1);
      of.first(queuedAt, firstTokenAt);
    },
    tokens: (request, tokens, seconds) => {
      output(tokens);
      untold.set(request, [...(untold.get(request) ?? []), ...Array.from({ length: tokens }, () => seconds)]);
      tell(request, INTERVALS_TOGETHER);
    },
    preempted: () => undefined,
    finished: (request, reason) => {
      const { ask, firstTokenAt, queuedAt, finishedAt, generatedTokens } = request;
      tell(request, 1);
      untold.delete(request);
      const part = { part: ask.streaming ? 'streams' : 'others' };
      count('finished', ['dynamo_frontend_requests_total'], { ...part, finished_reason: reasons[reason] })(1);
      of.whole(queuedAt, finishedAt);
      if (firstTokenAt !== undefined) of.answerLength(generatedTokens);
    },
    transferred: () => undefined,
    state: () => undefined,
  };
}
