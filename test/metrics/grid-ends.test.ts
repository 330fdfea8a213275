import { expect, test } from 'vitest';
import { boundsBeyond } from '../../src/metrics/grid-ends.js';

test('of two grids the longer one goes on where the shorter one ends', () => {
  expect(boundsBeyond(['vllm:e2e_request_latency_seconds'])).toEqual([[120, 240, 480, 960, 1920, 7680]]);
});

test('names of one measurement are put together', () => {
  const names = ['vllm:inter_token_latency_seconds', 'vllm:time_per_output_token_seconds'] as const;
  expect(boundsBeyond(names)).toEqual([[5, 7.5, 10, 20, 40, 80]]);
});

test('of three grids each end has its own bounds, without those that not every longer grid has', () => {
  // 800 s is a bound of the second grid only, 600 s one of the third.
  expect(boundsBeyond(['sglang:e2e_request_latency_seconds'])).toEqual([
    [80, 100, 200, 400],
    [1200, 1800, 2400],
  ]);
});

test.each(['sglang:queue_time_seconds', 'vllm:request_prompt_tokens', 'sglang:per_stage_req_latency_seconds'] as const)(
  'there is nothing beyond where grids end alike or an installation makes them: %s',
  (name) => {
    expect(boundsBeyond([name])).toEqual([]);
  },
);
