import type { CounterName, GaugeName, HistogramName } from '../../src/metrics/catalogue.js';
import type { Labels, Sample, Scene } from './timeline.js';

type Suffixed = `${HistogramName}_${'bucket' | 'sum' | 'count'}`;

/** A gauge of the catalogue. */
export function gauge(name: GaugeName, labels: Labels, value: number): Sample {
  return { kind: 'gauge', name, labels, value };
}

/** A counter of the catalogue. */
export function counter(name: CounterName | Suffixed, labels: Labels, perSecond: number): Sample {
  return { kind: 'counter', name, labels, perSecond };
}

/** A histogram that takes so many observations per second, all of one value. */
export function histogram(
  name: HistogramName,
  labels: Labels,
  {
    bounds,
    perSecond,
    value,
  }: { readonly bounds: readonly number[]; readonly perSecond: number; readonly value: number },
): Scene {
  return [
    ...bounds.map((bound) =>
      counter(`${name}_bucket`, { ...labels, le: pythonFloat(bound) }, value <= bound ? perSecond : 0),
    ),
    counter(`${name}_bucket`, { ...labels, le: '+Inf' }, perSecond),
    counter(`${name}_sum`, labels, perSecond * value),
    counter(`${name}_count`, labels, perSecond),
  ];
}

/** Python's client prints 1 as 1.0. */
function pythonFloat(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

/** What a replica of an engine is doing; what is not said is nothing. */
export interface Doing {
  readonly running?: number;
  readonly waiting?: number;
  readonly kvCache?: number;
  readonly requestsPerSecond?: number;
  readonly errorsPerSecond?: number;
  /** Requests whose client leaves after the first token. */
  readonly abandonedPerSecond?: number;
  readonly rejectedPerSecond?: number;
  readonly serverErrorsPerSecond?: number;
  readonly promptTokensPerSecond?: number;
  readonly generationTokensPerSecond?: number;
  readonly hitsPerSecond?: number;
  readonly preemptionsPerSecond?: number;
  readonly firstTokenSeconds?: number;
  readonly interTokenSeconds?: number;
  readonly latencySeconds?: number;
  /** Buckets that the engine was told to have. */
  readonly ownBounds?: {
    readonly firstToken?: readonly number[];
    readonly interToken?: readonly number[];
    readonly latency?: readonly number[];
  };
}

const TARGET = { namespace: 'tenant-a', application: 'chat', role: 'unified' } as const;

/** Target labels of a replica of tenant-a/chat. */
export function replica(pod: string, own: Labels = {}): Labels {
  return { ...TARGET, pod, job: 'arks-application-chat', instance: `${pod}:8080`, ...own };
}

const FIRST_TOKEN = [0.5, 1, 2.5, 5, 7.5, 10, 20, 40];
const INTER_TOKEN = [0.05, 0.1, 0.2, 0.3, 0.5];
const LATENCY = [10, 30, 60, 120, 240, 480];

/** A vLLM V1 replica of tenant-a/chat with one engine, with the labels of its target. */
export function vllm(pod: string, doing: Doing, own: Labels = {}): Scene {
  const target = replica(pod, own);
  return [gauge('up', target, 1), ...vllmEngine(target, '0', doing)];
}

/** One engine of a vLLM V1 replica. */
export function vllmEngine(target: Labels, number: string, doing: Doing): Scene {
  const engine = { ...target, model_name: 'qwen-7b', engine: number };
  const requests = doing.requestsPerSecond ?? 0;
  const observed = (bounds: readonly number[], value: number) => ({ bounds, perSecond: requests, value });
  const begun = requests + (doing.abandonedPerSecond ?? 0);
  const limited = { ...target, model_name: 'qwen-7b', reason: 'max_num_queued_reqs' };
  const { firstToken = FIRST_TOKEN, interToken = INTER_TOKEN, latency = LATENCY } = doing.ownBounds ?? {};
  return [
    gauge('vllm:num_requests_running', engine, doing.running ?? 0),
    gauge('vllm:num_requests_waiting', engine, doing.waiting ?? 0),
    gauge('vllm:kv_cache_usage_perc', engine, doing.kvCache ?? 0),
    counter('vllm:request_success_total', { ...engine, finished_reason: 'stop' }, requests),
    counter('vllm:request_success_total', { ...engine, finished_reason: 'error' }, doing.errorsPerSecond ?? 0),
    counter('vllm:prompt_tokens_total', engine, doing.promptTokensPerSecond ?? 0),
    counter('vllm:generation_tokens_total', engine, doing.generationTokensPerSecond ?? 0),
    counter('vllm:prefix_cache_queries_total', engine, doing.promptTokensPerSecond ?? 0),
    counter('vllm:prefix_cache_hits_total', engine, doing.hitsPerSecond ?? 0),
    counter('vllm:num_preemptions_total', engine, doing.preemptionsPerSecond ?? 0),
    counter('vllm:admission_rejections_total', limited, doing.rejectedPerSecond ?? 0),
    counter(
      'http_requests_total',
      { ...target, handler: '/v1/completions', method: 'POST', status: '5xx' },
      doing.serverErrorsPerSecond ?? 0,
    ),
    ...histogram('vllm:time_to_first_token_seconds', engine, {
      ...observed(firstToken, doing.firstTokenSeconds ?? 0.7),
      perSecond: begun,
    }),
    ...histogram('vllm:inter_token_latency_seconds', engine, observed(interToken, doing.interTokenSeconds ?? 0.07)),
    ...histogram('vllm:e2e_request_latency_seconds', engine, observed(latency, doing.latencySeconds ?? 17)),
  ];
}

/** Steady work of a healthy replica, in distinct odd numbers. */
export const STEADY: Doing = {
  running: 7,
  waiting: 1,
  kvCache: 0.43,
  requestsPerSecond: 3,
  promptTokensPerSecond: 2_100,
  generationTokensPerSecond: 910,
  hitsPerSecond: 1_050,
};
