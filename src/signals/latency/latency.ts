import { recordHistogram } from '../vocabulary/record-histogram.js';
import { recordPercentile } from '../vocabulary/record-percentile.js';

const PER_RUNTIME = 'Bucket grids differ between runtimes, so a percentile is taken per runtime.';

/** Latencies of a request and of its stages, in seconds. */
export const requestLatency = recordHistogram({
  name: 'request_latency_seconds',
  title: 'Request latency',
  unit: 'seconds',
  counts: 'requests/s',
  description:
    `From arrival at the engine to the last token. ${PER_RUNTIME} The buckets of early and later Dynamo have no bound in ` +
    'common: while both run side by side, a percentile is meaningless.',
  reading: 'requestLatency',
});

export const timeToFirstToken = recordHistogram({
  name: 'time_to_first_token_seconds',
  title: 'Time to first token',
  unit: 'seconds',
  counts: 'requests/s',
  description: `From arrival at the engine to the first token. ${PER_RUNTIME}`,
  reading: 'timeToFirstToken',
});

export const interTokenLatency = recordHistogram({
  name: 'inter_token_latency_seconds',
  title: 'Inter-token latency',
  unit: 'seconds',
  counts: 'tokens/s',
  description: `Time between two output tokens, or time per output token where an engine has only that. ${PER_RUNTIME}`,
  reading: 'interTokenLatency',
});

/** What alerts judge of them, and what graphs of many applications show. */
export const requestLatencyP95 = recordPercentile('request_latency_seconds', requestLatency, 95);
export const timeToFirstTokenP95 = recordPercentile('time_to_first_token_seconds', timeToFirstToken, 95);
export const interTokenLatencyP95 = recordPercentile('inter_token_latency_seconds', interTokenLatency, 95);

export const queueTime = recordHistogram({
  name: 'queue_time_seconds',
  title: 'Queue time',
  unit: 'seconds',
  counts: 'requests/s',
  description: `Time a request waited to be scheduled. SGLang has it since about 0.5.3. ${PER_RUNTIME}`,
  reading: 'queueTime',
});

export const prefillTime = recordHistogram({
  name: 'prefill_time_seconds',
  title: 'Prefill time',
  unit: 'seconds',
  counts: 'requests/s',
  description: `Time spent on computing the prompt. On SGLang it is the forward stage, since about 0.5.3. ${PER_RUNTIME}`,
  reading: 'prefillTime',
});

export const decodeTime = recordHistogram({
  name: 'decode_time_seconds',
  title: 'Decode time',
  unit: 'seconds',
  counts: 'requests/s',
  description: 'Time spent on generating the answer. Only vLLM measures it per request.',
  reading: 'decodeTime',
});
