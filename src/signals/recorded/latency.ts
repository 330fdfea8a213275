import { recordHistogram } from '../record-histogram.js';

const PER_RUNTIME = 'Bucket grids differ between runtimes, so a percentile is taken per runtime.';

/** Latencies of a request and of its stages, in seconds. */
export const requestLatency = recordHistogram({
  name: 'request_latency_seconds',
  title: 'Request latency',
  unit: 'seconds',
  counts: 'requests/s',
  description:
    `From arrival at the engine to the last token. ${PER_RUNTIME} The grids of early and later Dynamo have no bound in ` +
    'common: while both run side by side a percentile says nothing.',
  readings: {
    vllm: { names: ['vllm:e2e_request_latency_seconds'] },
    sglang: { names: ['sglang:e2e_request_latency_seconds'] },
    dynamo: { names: ['dynamo_frontend_request_duration_seconds', 'nv_llm_http_service_request_duration_seconds'] },
  },
});

export const timeToFirstToken = recordHistogram({
  name: 'time_to_first_token_seconds',
  title: 'Time to first token',
  unit: 'seconds',
  counts: 'requests/s',
  description: `From arrival at the engine to the first token. ${PER_RUNTIME}`,
  readings: {
    vllm: { names: ['vllm:time_to_first_token_seconds'] },
    sglang: { names: ['sglang:time_to_first_token_seconds'] },
    dynamo: { names: ['dynamo_frontend_time_to_first_token_seconds'] },
  },
});

export const interTokenLatency = recordHistogram({
  name: 'inter_token_latency_seconds',
  title: 'Inter-token latency',
  unit: 'seconds',
  counts: 'tokens/s',
  description: `Time between two output tokens; time per output token where an engine has only that. ${PER_RUNTIME}`,
  readings: {
    vllm: { names: ['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'] },
    sglang: { names: ['sglang:inter_token_latency_seconds', 'sglang:time_per_output_token_seconds'] },
    dynamo: { names: ['dynamo_frontend_inter_token_latency_seconds'] },
  },
});

export const queueTime = recordHistogram({
  name: 'queue_time_seconds',
  title: 'Queue time',
  unit: 'seconds',
  counts: 'requests/s',
  description: `Time a request waited to be scheduled. SGLang has it since about 0.5.3. ${PER_RUNTIME}`,
  readings: {
    vllm: { names: ['vllm:request_queue_time_seconds'] },
    sglang: { names: ['sglang:queue_time_seconds'], ranked: true },
  },
});

export const prefillTime = recordHistogram({
  name: 'prefill_time_seconds',
  title: 'Prefill time',
  unit: 'seconds',
  counts: 'requests/s',
  description: `Time the prompt was computed; on SGLang its forward stage, since about 0.5.3. ${PER_RUNTIME}`,
  readings: {
    vllm: { names: ['vllm:request_prefill_time_seconds'] },
    sglang: {
      names: ['sglang:per_stage_req_latency_seconds'],
      matchers: [{ label: 'stage', operator: '=', value: 'prefill_forward' }],
      ranked: true,
    },
  },
});

export const decodeTime = recordHistogram({
  name: 'decode_time_seconds',
  title: 'Decode time',
  unit: 'seconds',
  counts: 'requests/s',
  description: 'Time the answer was generated. Only vLLM measures it per request.',
  readings: { vllm: { names: ['vllm:request_decode_time_seconds'] } },
});
