import { expectTypeOf, test } from 'vitest';
import type { CounterName, GaugeName, HistogramName, LabelOf, SummaryName } from '../../src/metrics/catalogue.js';

test('a gauge is no counter, so its rate does not compile', () => {
  expectTypeOf<'vllm:num_requests_running'>().not.toExtend<CounterName>();
  expectTypeOf<'vllm:num_requests_running'>().toExtend<GaugeName>();
});

test('a counter is no histogram, so its quantile does not compile', () => {
  expectTypeOf<'vllm:generation_tokens_total'>().not.toExtend<HistogramName>();
  expectTypeOf<'vllm:generation_tokens_total'>().toExtend<CounterName>();
});

test('a histogram whose name ends in _total is a histogram', () => {
  expectTypeOf<'vllm:iteration_tokens_total'>().toExtend<HistogramName>();
  expectTypeOf<'vllm:iteration_tokens_total'>().not.toExtend<CounterName>();
});

test('a counter without the suffix that its exporter adds does not exist', () => {
  expectTypeOf<'vllm:num_preemptions'>().not.toExtend<CounterName | GaugeName | HistogramName | SummaryName>();
});

test('a gauge that became a histogram of the same name is both', () => {
  expectTypeOf<'sglang:kv_transfer_latency_ms'>().toExtend<GaugeName>();
  expectTypeOf<'sglang:kv_transfer_latency_ms'>().toExtend<HistogramName>();
});

test('a metric can be grouped by its own labels only', () => {
  expectTypeOf<'finished_reason'>().toExtend<LabelOf<'vllm:request_success_total'>>();
  expectTypeOf<'finished_reason'>().not.toExtend<LabelOf<'vllm:generation_tokens_total'>>();
  expectTypeOf<'engine'>().not.toExtend<LabelOf<'sglang:num_running_reqs'>>();
});
