import { expectTypeOf, test } from 'vitest';
import type { RuntimeName } from '../../src/config/runtimes.js';
import type { sglang } from '../../src/metrics/sglang/index.js';
import type { vllm } from '../../src/metrics/vllm/index.js';
import type { Readings } from '../../src/signals/runtimes/readings.js';
import type { GaugeReading, HistogramReading, Runtime } from '../../src/signals/runtimes/runtime.js';
import type { runtimes } from '../../src/signals/runtimes/table.js';

type Vllm = (typeof vllm)[number];
type Sglang = (typeof sglang)[number];

test('a table without one of the runtimes does not compile', () => {
  expectTypeOf<Omit<typeof runtimes, 'dynamo'>>().not.toExtend<Readonly<Record<RuntimeName, Runtime>>>();
  expectTypeOf<typeof runtimes>().toExtend<Readonly<Record<RuntimeName, Runtime>>>();
});

test('a runtime that forgets a reading does not compile, and one that says why it has none does', () => {
  expectTypeOf<Omit<Readings<Vllm>, 'queueTime'>>().not.toExtend<Readings<Vllm>>();
  expectTypeOf<Omit<Readings<Vllm>, 'queueTime'> & { queueTime: { absent: string } }>().toExtend<Readings<Vllm>>();
});

test("a runtime that reads another's metric does not compile", () => {
  expectTypeOf<{ names: ['sglang:token_usage'] }>().toExtend<GaugeReading<Sglang>>();
  expectTypeOf<{ names: ['sglang:token_usage'] }>().not.toExtend<GaugeReading<Vllm>>();
});

test('a histogram is no gauge, and a gauge no histogram', () => {
  expectTypeOf<{ names: ['vllm:request_queue_time_seconds'] }>().not.toExtend<GaugeReading<Vllm>>();
  expectTypeOf<{ names: ['vllm:num_requests_running'] }>().not.toExtend<HistogramReading<Vllm>>();
});
