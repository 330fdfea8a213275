import { recordOverPods, recordPerPod, recordRate } from '../vocabulary/record.js';
import { recordHistogram } from '../vocabulary/record-histogram.js';

const LENGTHS = 'SGLang before mid-2026 exposes it only with --collect-tokens-histogram.';

/** Requests: how many finish and why, how long they are, how many run and wait. */
export const requestsFinished = recordRate({
  name: 'requests',
  title: 'Requests finished',
  unit: 'requests/s',
  description:
    'Requests finished per second by reason. vLLM gives the reason why a request finished. SGLang counts finished requests ' +
    'without a reason, and aborted ones separately. Dynamo distinguishes requests that failed and those whose clients left, ' +
    'and counts requests for a model that it does not have as unknown_model, with the reason not_found.',
  reading: 'requestsFinished',
});

export const promptLength = recordHistogram({
  name: 'prompt_length_tokens',
  title: 'Prompt length',
  unit: 'tokens',
  counts: 'requests/s',
  description: `Tokens of a prompt. ${LENGTHS}`,
  reading: 'promptLength',
});

export const generationLength = recordHistogram({
  name: 'generation_length_tokens',
  title: 'Generation length',
  unit: 'tokens',
  counts: 'requests/s',
  description: `Tokens of an answer. ${LENGTHS}`,
  reading: 'generationLength',
});

export const requestsRunningPerPod = recordPerPod({
  name: 'requests_running',
  title: 'Requests running per replica',
  unit: 'requests',
  description: 'Requests in the batch of a replica; engines are summed, ranks count once.',
  reduction: 'sum',
  reading: 'requestsRunning',
});

export const requestsWaitingPerPod = recordPerPod({
  name: 'requests_waiting',
  title: 'Requests waiting per replica',
  unit: 'requests',
  description:
    'Requests in the queue of a replica at the moment of a scrape; engines are summed, ranks count once. A burst between ' +
    'two scrapes is not visible here, but in the queue time.',
  reduction: 'sum',
  reading: 'requestsWaiting',
});

export const requestsSwappedPerPod = recordPerPod({
  name: 'requests_swapped',
  title: 'Requests swapped per replica',
  unit: 'requests',
  description: 'Requests whose KV cache is in host memory. Only the V0 engine of vLLM swaps.',
  reduction: 'sum',
  reading: 'requestsSwapped',
});

export const requestsRunning = recordOverPods(requestsRunningPerPod, 'sum', 'Requests running');
export const requestsWaiting = recordOverPods(requestsWaitingPerPod, 'sum', 'Requests waiting');
/** A replica more takes its share: what is held against a limit grows with load, and not with the size of an application. */
export const requestsWaitingPerReplica = recordOverPods(
  requestsWaitingPerPod,
  'avg',
  'Requests waiting, mean of replicas',
);
export const requestsSwapped = recordOverPods(requestsSwappedPerPod, 'sum', 'Requests swapped');

export const preemptions = recordRate({
  name: 'preemptions',
  title: 'Preemptions',
  unit: 'count/s',
  description:
    'Requests that were evicted from the batch for lack of KV cache. vLLM preempts them. SGLang retracts them.',
  reading: 'preemptions',
});
