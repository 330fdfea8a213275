import { expect, test } from 'vitest';
import { mayComeYet } from '../../src/doctor/by-and-by.js';
import { componentGenerations } from '../../src/metrics/components.js';

const EXPORTERS = ['vllm', 'sglang', 'dynamo', 'tensorrt-llm', 'sglangRouter', 'envoy'] as const;
const OF_PLATFORM = ['gateway', 'operator', 'customResources', 'tokenLimits'] as const;

test('what shows a series once there is something to count is missing nothing, wherever it is looked at', () => {
  const both = EXPORTERS.filter((one) => mayComeYet(one, 'page') && mayComeYet(one, 'names'));
  expect(both).toEqual(['dynamo', 'sglangRouter', 'envoy']);
});

test('an engine that lacks a metric is told of, by its page and by its names', () => {
  for (const engine of ['vllm', 'sglang', 'tensorrt-llm'] as const) {
    expect(engine in componentGenerations).toBe(true);
    expect([mayComeYet(engine, 'page'), mayComeYet(engine, 'names')]).toEqual([false, false]);
  }
});

test('what the platform shows is judged by its page alone: names do not say whether there was anything to tell', () => {
  expect(OF_PLATFORM.filter((one) => mayComeYet(one, 'names'))).toEqual(OF_PLATFORM);
  expect(OF_PLATFORM.filter((one) => mayComeYet(one, 'page'))).toEqual([]);
});
