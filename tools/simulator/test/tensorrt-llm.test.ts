import { expect, test } from 'vitest';
import { expositionText, families } from '../../../test/support/exposition.js';
import { tensorrtLlmExporter } from '../exporters/tensorrt-llm.js';
import type { EngineState } from '../model/engine-events.js';
import type { RequestRecord } from '../model/request.js';
import { SIZING } from './feed-sample.js';

const ask = { namespace: 'a', user: 'u', model: 'qwen-7b', promptTokens: 700, generationTokens: 11 };
const record = (streaming: boolean): RequestRecord => ({
  id: 1,
  ask: { ...ask, streaming },
  arrivedAt: 0.5,
  status: 200,
  outcome: 'stop',
  queuedAt: 1,
  scheduledAt: 1.25,
  firstTokenAt: 2.25,
  finishedAt: 4.75,
  generatedTokens: 11,
  cachedTokens: 300,
  preemptions: 0,
});
const state = (running: number): EngineState => ({
  running,
  waiting: 3,
  usedTokens: 4_000,
  capacityTokens: 10_000,
  recentHitRatio: undefined,
  generationSpeed: 91,
  bootstrapQueue: 0,
  inflightQueue: 0,
  preallocationQueue: 0,
  transferQueue: 0,
});
const start = (generation: 'g0' | 'g1' | 'g2' = 'g2') => {
  const { store, observer } = tensorrtLlmExporter({ generation, modelName: 'qwen-7b', sizing: SIZING });
  const value = (name: string) => store.samples().find((sample) => sample.name === name)?.value;
  return { store, observer, value };
};

test('before its first request it shows its configuration, an empty batch, and no prompt token found', () => {
  const { store } = start();
  expect(store.samples().map(({ name, value }) => [name, value])).toEqual([
    ['trtllm_model_config_info', 1],
    ['trtllm_parallel_config_info', 1],
    ['trtllm_kv_cache_config_info', 1],
    ['trtllm_scheduled_batch_size', 0],
    ['trtllm_prompt_cached_tokens_total', 0],
  ]);
});

test('nothing of a request counts before its end, and all of it then', () => {
  const { observer, value } = start();
  observer.scheduled(record(true), 0);
  observer.firstToken(record(true), 0);
  observer.tokens(record(true), 10, 0.25, 0);
  observer.state(state(1), 0);
  expect(value('trtllm_prompt_tokens_total')).toBeUndefined();
  expect(value('trtllm_time_to_first_token_seconds_count')).toBeUndefined();
  observer.finished(record(true), 'stop', 0);
  expect(value('trtllm_prompt_tokens_total')).toBe(700);
  expect(value('trtllm_generation_tokens_total')).toBe(11);
  expect(value('trtllm_prompt_cached_tokens_total')).toBe(300);
  expect(value('trtllm_time_to_first_token_seconds_sum')).toBe(1.25);
  expect(value('trtllm_time_per_output_token_seconds_sum')).toBe(0.25);
  expect(value('trtllm_time_per_output_token_seconds_count')).toBe(1);
});

test('a stream whose client leaves is counted nowhere, and an answer in one piece as cancelled', () => {
  const { store, observer, value } = start();
  observer.finished(record(true), 'abort', 0);
  observer.finished(record(true), 'error', 0);
  expect(value('trtllm_request_success_total')).toBeUndefined();
  observer.finished(record(false), 'abort', 0);
  const [finished] = store.samples().filter(({ name }) => name === 'trtllm_request_success_total');
  expect([finished?.labels['finished_reason'], finished?.value]).toEqual(['cancelled', 1]);
});

test('iterations show from the first finished request on, and stay as the last one left them', () => {
  const { observer, value } = start();
  const first = record(true);
  observer.scheduled(first, 0);
  observer.state(state(2), 0);
  expect(value('trtllm_scheduled_batch_size')).toBe(2);
  expect(value('trtllm_num_requests_running')).toBeUndefined();
  observer.finished(first, 'stop', 0);
  observer.state(state(2), 0);
  observer.state({ ...state(0), usedTokens: 0, waiting: 0 }, 0);
  expect(value('trtllm_num_requests_running')).toBe(2);
  expect(value('trtllm_kv_cache_utilization')).toBe(0);
  expect(value('trtllm_scheduled_batch_size')).toBe(0);
  observer.scheduled({ ...record(true), scheduledAt: 5.5 }, 0);
  observer.state(state(5), 0);
  expect(value('trtllm_scheduled_batch_size')).toBe(5);
  expect(value('trtllm_num_requests_running')).toBe(2);
  expect(value('trtllm_num_requests_waiting')).toBe(0);
});

test.each([
  ['read on', 5.24, 3, 0.4],
  ['left as the last one was, with an empty cache,', 5.26, 0, 0],
])(
  'iterations are %s where the next request comes at %s s, the last having ended at 4.75 s',
  (_, at, waiting, usage) => {
    const { observer, value } = start();
    const first = record(true);
    observer.scheduled(first, 0);
    observer.finished(first, 'stop', 0);
    observer.state(state(1), 0);
    observer.scheduled({ ...record(true), scheduledAt: at }, 0);
    observer.state(state(1), 0);
    expect(value('trtllm_num_requests_waiting')).toBe(waiting);
    expect(value('trtllm_kv_cache_utilization')).toBe(usage);
  },
);

test('older collectors know no batch, and the first of them no prompt token that was found', () => {
  expect(start('g1').value('trtllm_scheduled_batch_size')).toBeUndefined();
  expect(start('g0').value('trtllm_prompt_cached_tokens_total')).toBeUndefined();
});

test('every name, label and order of parts is that of the page that its client writes', () => {
  const { store, observer } = start();
  observer.finished(record(true), 'stop', 0);
  observer.state(state(1), 0);
  const page = families(expositionText('tensorrt-llm-050f80d.txt'));
  for (const { name, lines } of families(store.text())) {
    const there = page.find((family) => family.name === name)?.lines ?? [];
    const open = name.endsWith('_info');
    const shape = (all: typeof lines) =>
      all.map((line) => [
        line.name,
        ...Object.keys(line.labels).filter((label) => !open || label === 'pid'),
        line.labels['le'],
      ]);
    const [first] = shape(there);
    expect(shape(there), name).toContainEqual(shape(lines)[0] ?? first);
  }
});
