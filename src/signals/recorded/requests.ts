import type { Matcher } from '../../promql/build.js';
import { RUNNING } from '../readings.js';
import { recordOverPods, recordPerPod, recordRate } from '../record.js';
import { recordHistogram } from '../record-histogram.js';

/**
 * Dynamo says how a request ended in two labels (a running 1.6.1): a client that left is an error of the type `cancelled`, a
 * worker that was lost one of the type `unavailable`. Before some version of 2025 there is no type, and every error is one.
 */
const DYNAMO_REQUESTS = ['dynamo_frontend_requests_total'] as const;
const SUCCEEDED: Matcher = { label: 'status', operator: '=', value: 'success' };
const FAILED: Matcher = { label: 'status', operator: '=', value: 'error' };
const errorType = (operator: '=' | '!~', value: string): Matcher => ({ label: 'error_type', operator, value });

const LENGTHS = 'SGLang before mid-2026 shows it only with --collect-tokens-histogram.';

/** Requests: how many finish and why, how long they are, how many run and wait. */
export const requestsFinished = recordRate({
  name: 'requests',
  title: 'Requests finished',
  unit: 'requests/s',
  description:
    'Requests finished per second by reason. vLLM says why a request finished; SGLang counts finished requests without ' +
    'a reason, and aborted ones apart; Dynamo tells those that failed and those whose clients left from the others, and ' +
    'counts requests for a model that it does not have as unknown_model, with the reason not_found.',
  readings: {
    vllm: { names: ['vllm:request_success_total'], by: ['finished_reason'] },
    sglang: [
      { names: ['sglang:num_requests_total'], labels: { finished_reason: 'unknown' } },
      { names: ['sglang:num_aborted_requests_total'], labels: { finished_reason: 'abort' } },
    ],
    dynamo: [
      { names: DYNAMO_REQUESTS, matchers: [SUCCEEDED], labels: { finished_reason: 'unknown' } },
      { names: DYNAMO_REQUESTS, matchers: [errorType('=', 'cancelled')], labels: { finished_reason: 'abort' } },
      { names: DYNAMO_REQUESTS, matchers: [errorType('=', 'not_found')], labels: { finished_reason: 'not_found' } },
      {
        names: DYNAMO_REQUESTS,
        matchers: [FAILED, errorType('!~', 'cancelled|not_found')],
        labels: { finished_reason: 'error' },
      },
    ],
  },
});

export const promptLength = recordHistogram({
  name: 'prompt_length_tokens',
  title: 'Prompt length',
  unit: 'tokens',
  counts: 'requests/s',
  description: `Tokens of a prompt. ${LENGTHS}`,
  readings: {
    vllm: { names: ['vllm:request_prompt_tokens'] },
    sglang: { names: ['sglang:prompt_tokens_histogram'] },
    dynamo: { names: ['dynamo_frontend_input_sequence_tokens'] },
  },
});

export const generationLength = recordHistogram({
  name: 'generation_length_tokens',
  title: 'Generation length',
  unit: 'tokens',
  counts: 'requests/s',
  description: `Tokens of an answer. ${LENGTHS}`,
  readings: {
    vllm: { names: ['vllm:request_generation_tokens'] },
    sglang: { names: ['sglang:generation_tokens_histogram'] },
    dynamo: { names: ['dynamo_frontend_output_sequence_tokens'] },
  },
});

export const requestsRunningPerPod = recordPerPod({
  name: 'requests_running',
  title: 'Requests running per replica',
  unit: 'requests',
  description: 'Requests in the batch of a replica, engines added up, ranks counted once.',
  reduction: 'sum',
  readings: RUNNING,
});

export const requestsWaitingPerPod = recordPerPod({
  name: 'requests_waiting',
  title: 'Requests waiting per replica',
  unit: 'requests',
  description:
    'Requests in the queue of a replica at the moment of a scrape, engines added up, ranks counted once. A burst that comes ' +
    'and goes between two scrapes is not seen here; queue time has it.',
  reduction: 'sum',
  readings: {
    vllm: { names: ['vllm:num_requests_waiting'], restsAt0: true },
    sglang: { names: ['sglang:num_queue_reqs'] },
    dynamo: { names: ['dynamo_frontend_queued_requests'], restsAt0: true },
  },
});

export const requestsSwappedPerPod = recordPerPod({
  name: 'requests_swapped',
  title: 'Requests swapped per replica',
  unit: 'requests',
  description: 'Requests whose KV cache lies in host memory. Only the V0 engine of vLLM swaps.',
  reduction: 'sum',
  readings: { vllm: { names: ['vllm:num_requests_swapped'] } },
});

export const requestsRunning = recordOverPods(requestsRunningPerPod, 'sum', 'Requests running');
export const requestsWaiting = recordOverPods(requestsWaitingPerPod, 'sum', 'Requests waiting');
export const requestsSwapped = recordOverPods(requestsSwappedPerPod, 'sum', 'Requests swapped');

export const preemptions = recordRate({
  name: 'preemptions',
  title: 'Preemptions',
  unit: 'count/s',
  description: 'Requests that lost their place in the batch for want of KV cache (vLLM preempts, SGLang retracts).',
  readings: {
    vllm: { names: ['vllm:num_preemptions_total'] },
    sglang: { names: ['sglang:num_retracted_requests_total'], ranked: true },
  },
});
