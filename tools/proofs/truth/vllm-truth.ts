import type { EngineObserver } from '@arks-monitoring/simulator/model/engine-events.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { latencies } from './engine-latencies.js';
import type { Counting } from './shown.js';

/** Reasons that every generation of vLLM names; the first ones name an error an abort. */
const REASONS = ['stop', 'length', 'abort'] as const;
const LATER_REASONS = ['error', 'repetition'] as const;
/** V0 shows a ratio only; what it stands for is counted all the same. */
const HITS = [
  'vllm:prefix_cache_hits_total',
  'vllm:gpu_prefix_cache_hits_total',
  'vllm:gpu_prefix_cache_hit_rate',
] as const;

/**
 * An engine of vLLM: prompts count at the first token, output as it comes, the rest when a request is finished. A request whose
 * client leaves never is.
 */
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
      if (reason === 'abort') return;
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
