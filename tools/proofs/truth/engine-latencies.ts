import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Counting } from './shown.js';

type Between = (from: number | undefined, to: number | undefined) => void;

/** What all runtimes measure of a request, each under its names. */
export function latencies({ measure }: Counting, part: Labels) {
  const between =
    (observe: ReturnType<Counting['measure']>): Between =>
    (from, to) => {
      if (from !== undefined && to !== undefined) observe(to - from);
    };
  return {
    first: between(
      measure(
        'first token',
        [
          'vllm:time_to_first_token_seconds',
          'sglang:time_to_first_token_seconds',
          'dynamo_frontend_time_to_first_token_seconds',
          'trtllm_time_to_first_token_seconds',
        ],
        part,
      ),
    ),
    whole: between(
      measure(
        'request',
        [
          'vllm:e2e_request_latency_seconds',
          'sglang:e2e_request_latency_seconds',
          'dynamo_frontend_request_duration_seconds',
          'trtllm_e2e_request_latency_seconds',
        ],
        part,
      ),
    ),
    token: measure(
      'token interval',
      [
        'vllm:inter_token_latency_seconds',
        'vllm:time_per_output_token_seconds',
        'sglang:inter_token_latency_seconds',
        'sglang:time_per_output_token_seconds',
        'dynamo_frontend_inter_token_latency_seconds',
      ],
      part,
    ),
    between,
    promptLength: measure(
      'prompt length',
      ['vllm:request_prompt_tokens', 'sglang:prompt_tokens_histogram', 'dynamo_frontend_input_sequence_tokens'],
      part,
    ),
    answerLength: measure(
      'answer length',
      [
        'vllm:request_generation_tokens',
        'sglang:generation_tokens_histogram',
        'dynamo_frontend_output_sequence_tokens',
      ],
      part,
    ),
  };
}
