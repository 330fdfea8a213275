import type { Sizing } from '../../config/sizing.js';
import { family, since } from '../metric.js';
import {
  e2e,
  e2eG1,
  func,
  genTokensG2,
  getloads,
  itl,
  promptTokensG2,
  retractions,
  tokensG3,
  tokensG5,
  ttft,
} from './grids.js';
import { between, TOKENIZER, TOKENIZER_BY_STREAMING } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g5', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
} as const;
/** Tiers in which prompts are found; 0.5.23 names only those where one was, which without a hierarchical cache is the device. */
const cacheSources = (_: Sizing, generation: string) => (generation === 'g6' ? 1 : 2);
const tokenizer = family({
  ...shared,
  labels: TOKENIZER,
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const tokenizerByStreaming = family({
  ...shared,
  labels: TOKENIZER_BY_STREAMING,
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const tokenizerByCacheSource = family({
  ...shared,
  labels: { ...TOKENIZER, cache_source: since('g4', cacheSources) },
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const byName = family({ ...shared, labels: { name: 1 } });

/** SGLang: requests and tokens, counted where the tokenizer runs. */
export const sglangRequests = [
  tokenizerByStreaming.counter('sglang:prompt_tokens_total', 'tokens', 'Prompt tokens processed', {
    generations: between('g0', 'g6'),
  }),
  tokenizerByStreaming.counter('sglang:generation_tokens_total', 'tokens', 'Output tokens generated', {
    generations: between('g0', 'g6'),
  }),
  tokenizer.counter('sglang:cached_tokens_total', 'tokens', 'Cached prompt tokens', {
    generations: between('g1', 'g3'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    note: 'no cache_source label in these generations',
  }),
  tokenizerByCacheSource.counter('sglang:cached_tokens_total', 'tokens', 'Cached prompt tokens by cache tier', {
    generations: between('g4', 'g6'),
    since: 'g4 (early 2026)',
    note: 'cache_source=device|host|storage_<backend>, or total when no breakdown; sum() over it before dividing',
  }),
  tokenizerByStreaming.counter('sglang:num_requests_total', 'requests', 'Finished requests', {
    generations: between('g1', 'g6'),
  }),
  tokenizer.counter('sglang:num_so_requests_total', 'requests', 'Structured-output requests', {
    generations: between('g2', 'g6'),
  }),
  tokenizer.counter('sglang:num_aborted_requests_total', 'requests', 'Aborted requests', {
    generations: between('g3', 'g6'),
    note: 'calls of abort_request: one for abort_all; what the scheduler aborts (queue full, too long) is not in it',
  }),
  tokenizerByStreaming.histogram('sglang:time_to_first_token_seconds', 'seconds', ttft, 'Time to first token', {
    generations: between('g1', 'g6'),
    note: 'override with --bucket-time-to-first-token',
  }),
  tokenizerByStreaming.histogram(
    'sglang:request_time_per_output_token_seconds',
    'seconds',
    itl,
    'Time per output token of a request after its first',
    {
      generations: between('g6', 'g6'),
      note: 'only of requests that ended by themselves; aborted ones and those of prefill workers have none',
    },
  ),
  tokenizer.histogram('sglang:inter_token_latency_seconds', 'seconds', itl, 'Gap between output tokens', {
    generations: between('g1', 'g6'),
    since: 'PR 3988 (Mar 2025)',
    note: 'the interval is divided by the tokens it carried, and that many observations are added. Help text and buckets unchanged since',
  }),
  tokenizerByStreaming.histogram('sglang:e2e_request_latency_seconds', 'seconds', e2e, 'Request latency', {
    generations: between('g3', 'g6'),
  }),
  tokenizer.histogram('sglang:e2e_request_latency_seconds', 'seconds', e2eG1, 'Request latency', {
    generations: between('g1', 'g2'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    removed: 'bucket list replaced in g3',
  }),
  byName.histogram('sglang:func_latency_seconds', 'seconds', func, 'Latency of instrumented functions', {
    generations: between('g0', 'g6'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/func_timer.py',
    note: 'no model_name label; le values print float error, e.g. le="0.07500000000000001"',
  }),
  tokenizer.histogram('sglang:num_retractions', 'retractions', retractions, 'Retractions per finished request', {
    generations: between('g4', 'g4'),
    removed: 'not in the g5 constructor read',
  }),
  tokenizer.histogram('sglang:prompt_tokens_histogram', 'tokens', promptTokensG2, 'Prompt length', {
    generations: between('g2', 'g2'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    feature: 'token-histograms',
    condition: '--collect-tokens-histogram',
  }),
  tokenizer.histogram('sglang:prompt_tokens_histogram', 'tokens', tokensG3, 'Prompt length', {
    generations: between('g3', 'g4'),
    feature: 'token-histograms',
    condition: '--collect-tokens-histogram',
  }),
  tokenizer.histogram('sglang:prompt_tokens_histogram', 'tokens', tokensG5, 'Prompt length', {
    note: 'always on in g5; python prints le="1e+06" and "1.1e+06" for the last two',
  }),
  tokenizer.histogram('sglang:uncached_prompt_tokens_histogram', 'tokens', tokensG5, 'Uncached prompt length'),
  tokenizer.histogram('sglang:generation_tokens_histogram', 'tokens', genTokensG2, 'Output length', {
    generations: between('g2', 'g2'),
    source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
    feature: 'token-histograms',
    condition: '--collect-tokens-histogram',
  }),
  tokenizer.histogram('sglang:generation_tokens_histogram', 'tokens', tokensG3, 'Output length', {
    generations: between('g3', 'g4'),
    feature: 'token-histograms',
    condition: '--collect-tokens-histogram',
  }),
  tokenizer.histogram('sglang:generation_tokens_histogram', 'tokens', tokensG5, 'Output length'),
  tokenizer.histogram('sglang:get_loads_duration_seconds', 'seconds', getloads, 'Time serving /v1/loads'),
  tokenizer.counter('sglang:spec_verify_calls_total', 'calls', 'Speculative verify steps', {
    generations: between('g6', 'g6'),
    feature: 'speculative-decoding',
  }),
] as const;
