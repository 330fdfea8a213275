import { describe, expect, test } from 'vitest';
import { isExposed } from '../../../src/metrics/prediction.js';
import { keptMetrics } from '../../../src/signals/kept-metrics.js';
import { expositionText, families } from '../../../test/support/exposition.js';
import { type SglangProps, sglangExporter } from '../exporters/sglang.js';
import { vllmExporter } from '../exporters/vllm.js';
import type { MetricStore } from '../exposition/instruments.js';
import type { EngineObserver, EngineState, FinishReason } from '../model/engine-events.js';
import type { RequestRecord } from '../model/request.js';
import { SIZING } from './feed-sample.js';

const RECORD: RequestRecord = {
  id: 1,
  ask: {
    namespace: 'tenant-a',
    user: 'user1',
    model: 'qwen-7b',
    streaming: true,
    promptTokens: 700,
    generationTokens: 11,
  },
  arrivedAt: 0.5,
  status: 200,
  outcome: 'stop',
  queuedAt: 1,
  scheduledAt: 1.25,
  firstTokenAt: 2.25,
  finishedAt: 4.75,
  generatedTokens: 11,
  cachedTokens: 300,
  preemptions: 2,
};
const STATE: EngineState = {
  running: 7,
  waiting: 3,
  usedTokens: 4_000,
  capacityTokens: 10_000,
  recentHitRatio: 0.37,
  generationSpeed: 91,
  bootstrapQueue: 5,
  inflightQueue: 6,
  preallocationQueue: 8,
  transferQueue: 9,
};

function untilFinished(observer: EngineObserver, reason: FinishReason = 'stop', rank = 0): void {
  observer.scheduled(RECORD, rank);
  observer.firstToken(RECORD, rank);
  observer.tokens(RECORD, 10, 0.25, rank);
  observer.preempted(RECORD, rank);
  observer.state(STATE, rank);
  observer.finished(RECORD, reason, rank);
}

/** The values of a series by those labels that tell it from others. */
function values(store: MetricStore, name: string, ...labels: readonly string[]) {
  const own = store.samples().filter((sample) => sample.name === name);
  return own.map((sample) => [...labels.map((label) => sample.labels[label]), sample.value]);
}

const vllm = (generation: 'v0' | 'v1' | 'v1-0.12', engines = 1) =>
  vllmExporter({ generation, modelName: 'qwen-7b', engines, sizing: SIZING });
/** The vLLM whose pages were recorded; its model takes 512 tokens. */
const tinyVllm = (modelName: string, apiServers: number) =>
  vllmExporter({
    generation: 'v1-0.12',
    modelName,
    engines: 1,
    apiServers,
    sizing: { ...SIZING, maxModelLength: 512 },
  });
const sglang = (props: Partial<SglangProps>) =>
  sglangExporter({
    generation: 'g5',
    modelName: 'qwen-7b',
    engineType: 'unified',
    engines: 1,
    ranks: 1,
    sizing: SIZING,
    ...props,
  });
const GENERATIONS = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'] as const;

describe('vLLM', () => {
  test.each([
    ['vllm-v0.txt', vllm('v0')],
    ['vllm-0.32-idle.txt', tinyVllm('tiny-llama', 1)],
    ['vllm-0.32-two-api-servers-idle.txt', tinyVllm('tiny-multi', 2)],
  ] as const)('shows the series of %s, every one at 0, when it starts', (file, { store }) => {
    const missing = ['vllm:cache_config_info'];
    const recorded = families(expositionText(file)).filter(
      ({ name }) => name.startsWith('vllm:') && !missing.includes(name),
    );
    const shown = families(store.text());
    // Bounds are compared elsewhere: one of these was given some of its own.
    const unbound = ({ le, ...labels }: Readonly<Record<string, string>>) => JSON.stringify(labels);
    const series = (all: typeof shown) =>
      [...new Set(all.flatMap(({ lines }) => lines.map(({ name, labels }) => name + unbound(labels))))].sort();
    expect(series(shown)).toEqual(series(recorded));
    const known = ['vllm:engine_sleep_state', 'vllm:cpu_prefix_cache_hit_rate', 'vllm:gpu_prefix_cache_hit_rate'];
    expect(store.samples().filter(({ name, value }) => value !== 0 && !known.includes(name))).toEqual([]);
  });

  test.each(['v0', 'v1', 'v1-0.12'] as const)('feeds everything that signals read of %s', (generation) => {
    const { store, observer } = vllm(generation);
    untilFinished(observer);
    const idle = ['vllm:num_requests_swapped', 'vllm:cpu_cache_usage_perc'];
    expect(unfed(store, 'vllm', generation).filter((name) => !idle.includes(name))).toEqual([]);
  });

  test('counts the prompt at the first token and output as it comes', () => {
    const { store, observer } = vllm('v1-0.12');
    observer.scheduled(RECORD, 0);
    expect(values(store, 'vllm:prompt_tokens_total')).toEqual([[0]]);
    expect(values(store, 'vllm:prefix_cache_hits_total')).toEqual([[300]]);
    observer.firstToken(RECORD, 0);
    observer.tokens(RECORD, 4, 0.25, 0);
    expect(values(store, 'vllm:prompt_tokens_total')).toEqual([[700]]);
    expect(values(store, 'vllm:generation_tokens_total')).toEqual([[5]]);
    expect(values(store, 'vllm:inter_token_latency_seconds_count')).toEqual([[4]]);
    expect(values(store, 'vllm:time_to_first_token_seconds_sum')).toEqual([[1.25]]);
    expect(values(store, 'vllm:e2e_request_latency_seconds_count')).toEqual([[0]]);
  });

  test('measures queue, prefill, decode and the whole when a request is finished', () => {
    const { store, observer } = vllm('v1');
    untilFinished(observer, 'length');
    const sums = ['request_queue_time', 'request_prefill_time', 'request_decode_time', 'e2e_request_latency'];
    expect(sums.map((name) => values(store, `vllm:${name}_seconds_sum`))).toEqual([[[0.25]], [[1]], [[2.5]], [[3.75]]]);
    expect(values(store, 'vllm:request_success_total', 'finished_reason')).toEqual([
      ['stop', 0],
      ['length', 1],
      ['abort', 0],
    ]);
  });

  test('knows failed requests from 0.12 on, and counts them as aborted before', () => {
    const failures = (['v1', 'v1-0.12'] as const).map((generation) => {
      const { store, observer } = vllm(generation);
      untilFinished(observer, 'error');
      return values(store, 'vllm:request_success_total', 'finished_reason').filter(([, value]) => value === 1);
    });
    expect(failures).toEqual([[['abort', 1]], [['error', 1]]]);
  });

  test.each(['v0', 'v1', 'v1-0.12'] as const)(
    'drops a request whose client leaves, but for its tokens, in %s',
    (generation) => {
      const { store, observer } = vllm(generation);
      untilFinished(observer, 'abort');
      expect(values(store, 'vllm:prompt_tokens_total')).toEqual([[700]]);
      expect(values(store, 'vllm:generation_tokens_total')).toEqual([[11]]);
      expect(values(store, 'vllm:time_to_first_token_seconds_count')).toEqual([[1]]);
      expect(values(store, 'vllm:e2e_request_latency_seconds_count')).toEqual([[0]]);
      expect(values(store, 'vllm:request_prompt_tokens_count')).toEqual([[0]]);
      const finished = values(store, 'vllm:request_success_total', 'finished_reason');
      expect(finished.filter(([, value]) => value !== 0)).toEqual([]);
    },
  );

  test('tells its engines apart, where it can', () => {
    const { store, observer } = vllm('v1-0.12', 2);
    observer.preempted(RECORD, 1);
    expect(values(store, 'vllm:num_preemptions_total', 'engine')).toEqual([
      ['0', 0],
      ['1', 1],
    ]);
    expect(() => observer.state(STATE, 2)).toThrow('rank must be below 2, got 2');
    expect(() => vllm('v0', 2)).toThrow('engines of v0 must be 1, got 2');
  });

  test('shows the gauges of an engine from its first request on where several API servers answer', () => {
    const running = (apiServers: number) => {
      const { store, observer } = tinyVllm('tiny', apiServers);
      observer.state(STATE, 0);
      const idle = values(store, 'vllm:num_requests_running');
      observer.scheduled(RECORD, 0);
      observer.state(STATE, 0);
      return [idle, values(store, 'vllm:num_requests_running')];
    };
    expect(running(1)).toEqual([[[7]], [[7]]]);
    expect(running(2)).toEqual([[], [[7]]]);
  });
});

describe('SGLang', () => {
  test.each(GENERATIONS)('feeds everything that signals read of %s', (generation) => {
    const engineType = generation === 'g0' || generation === 'g1' ? 'unified' : 'prefill';
    const { store, observer } = sglang({ generation, engineType, features: ['token-histograms'] });
    observer.transferred({ seconds: 0.02, megabytes: 500, failed: false }, 0);
    observer.transferred({ seconds: 0.02, megabytes: 0, failed: true }, 0);
    untilFinished(observer, 'abort');
    const bootstrap = 'sglang:num_bootstrap_failed_reqs_total';
    const registered = generation === 'g2' ? ['sglang:avg_request_queue_latency'] : [];
    const features = ['token-histograms', 'disaggregation'] as const;
    const left = [bootstrap, ...registered];
    expect(unfed(store, 'sglang', generation, features).filter((name) => !left.includes(name))).toEqual([]);
  });

  test('counts tokens and the request only when it is finished, latencies before', () => {
    const { store, observer } = sglang({ generation: 'g1' });
    observer.scheduled(RECORD, 0);
    observer.firstToken(RECORD, 0);
    observer.tokens(RECORD, 10, 0.25, 0);
    expect(values(store, 'sglang:prompt_tokens_total')).toEqual([]);
    expect(values(store, 'sglang:inter_token_latency_seconds_count')).toEqual([[10]]);
    expect(values(store, 'sglang:time_to_first_token_seconds_sum')).toEqual([[1.25]]);
    observer.finished(RECORD, 'stop', 0);
    const counted = ['prompt_tokens', 'generation_tokens', 'cached_tokens', 'num_requests'];
    expect(counted.map((name) => values(store, `sglang:${name}_total`))).toEqual([[[700]], [[11]], [[300]], [[1]]]);
  });

  test('counts what was aborted in the queue as aborted only, and in the batch as finished too', () => {
    const { store, observer } = sglang({ generation: 'g3' });
    const { scheduledAt, firstTokenAt, ...waiting } = RECORD;
    observer.finished(waiting, 'abort', 0);
    expect(values(store, 'sglang:num_requests_total')).toEqual([]);
    observer.finished(RECORD, 'abort', 0);
    expect(values(store, 'sglang:num_requests_total')).toEqual([[1]]);
    expect(values(store, 'sglang:num_aborted_requests_total')).toEqual([[2]]);
  });

  test('publishes the same from every rank, and each data-parallel scheduler for itself', () => {
    const { store, observer } = sglang({ generation: 'g4', engines: 2, ranks: 2 });
    observer.state(STATE, 1);
    observer.preempted(RECORD, 1);
    for (const name of ['sglang:num_running_reqs', 'sglang:num_retracted_requests_total']) {
      const value = name.endsWith('_total') ? 1 : 7;
      expect(values(store, name, 'dp_rank', 'tp_rank')).toEqual([
        ['1', '0', value],
        ['1', '1', value],
      ]);
    }
    expect(() => sglang({ generation: 'g1', ranks: 2 })).toThrow('engines and ranks of g1 must be 1, got 1 and 2');
  });

  test('carries the labels that the recordings have', () => {
    const labelsOf = (generation: 'g0' | 'g1' | 'g5' | 'g6') => {
      const { store, observer } = sglang({ generation });
      untilFinished(observer);
      const names = ['sglang:num_running_reqs', 'sglang:prompt_tokens_total'];
      return names.map((name) => Object.keys(store.samples().find((sample) => sample.name === name)?.labels ?? {}));
    };
    const recorded = (file: string) => {
      const lines = families(expositionText(file)).flatMap((family) => family.lines);
      const names = ['sglang:num_running_reqs', 'sglang:prompt_tokens_total'];
      return names.map((name) => Object.keys(lines.find((line) => line.name === name)?.labels ?? {}));
    };
    expect(labelsOf('g0')).toEqual(recorded('sglang-old.txt'));
    expect(labelsOf('g1')).toEqual(recorded('sglang-0.4.5.txt'));
    expect(labelsOf('g5')).toEqual(recorded('sglang-new.txt'));
    expect(labelsOf('g6')).toEqual(recorded('sglang-0.5.23.txt'));
  });

  test('tells streams from other requests since g6, each from its first request on', () => {
    const { store, observer } = sglang({ generation: 'g6' });
    expect(store.samples()).toEqual([]);
    untilFinished(observer);
    expect(values(store, 'sglang:num_requests_total', 'is_streaming')).toEqual([[String(RECORD.ask.streaming), 1]]);
    observer.finished({ ...RECORD, ask: { ...RECORD.ask, streaming: !RECORD.ask.streaming } }, 'stop', 0);
    expect(values(store, 'sglang:num_requests_total')).toEqual([[1], [1]]);
    expect(values(store, 'sglang:inter_token_latency_seconds_count')).toHaveLength(1);
  });

  test('names its queues as the generation does', () => {
    const prefillQueues = GENERATIONS.map((generation) => {
      const { store, observer } = sglang({ generation });
      observer.state(STATE, 0);
      return store
        .samples()
        .flatMap(({ name, value }) => (name.includes('num_prefill') ? [[name.slice(19, -11), value]] : []));
    });
    const old = [['prealloc', 5]];
    expect(prefillQueues).toEqual([
      [],
      [],
      [...old, ['infight', 6]],
      [...old, ['inflight', 6]],
      [...old, ['inflight', 6]],
      [
        ['bootstrap', 5],
        ['inflight', 6],
      ],
      [
        ['bootstrap', 5],
        ['inflight', 6],
      ],
    ]);
  });

  test('shows the last transfer until g4 and all of them from g5 on, decode none', () => {
    const shown = (generation: 'g4' | 'g5', engineType: 'prefill' | 'decode') => {
      const { store, observer } = sglang({ generation, engineType });
      observer.transferred({ seconds: 0.02, megabytes: 500, failed: false }, 0);
      observer.transferred({ seconds: 0.04, megabytes: 600, failed: false }, 0);
      observer.state(STATE, 0);
      return ['kv_transfer_latency_ms', 'kv_transfer_latency_ms_sum', 'kv_transfer_speed_gb_s'].map((name) =>
        values(store, `sglang:${name}`),
      );
    };
    expect(shown('g4', 'prefill')).toEqual([[[40]], [], [[15]]]);
    expect(shown('g5', 'prefill')).toEqual([[], [[60]], []]);
    expect(shown('g4', 'decode')).toEqual([[[0]], [], [[0]]]);
    expect(shown('g5', 'decode')).toEqual([[], [], []]);
  });
});

/** Metrics that signals read, that this generation exposes, and that nothing has fed. */
function unfed(
  store: MetricStore,
  component: 'vllm' | 'sglang',
  generation: string,
  features: Parameters<typeof isExposed>[1]['features'] = [],
): readonly string[] {
  // Neither the HTTP servers of engines nor limits on what waits are simulated.
  const outside = ['http_requests_total', 'sglang:http_responses_total', 'vllm:admission_rejections_total'];
  const fed = new Set(store.samples().flatMap(({ name, value }) => (value === 0 ? [] : [name])));
  return keptMetrics([component], [])
    .filter((metric) => isExposed(metric, { generation, sizing: SIZING, features }))
    .filter(({ name, kind }) => !fed.has(kind === 'histogram' ? `${name}_count` : name))
    .map(({ name }) => name)
    .filter((name) => !outside.includes(name));
}
