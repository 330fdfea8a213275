import { describe, expect, inject, test } from 'vitest';
import { following, silence, told } from './runtime-play.js';
import { type Doing, STEADY, vllm } from './scenes.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import { CHAT, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');

describe('ArksRuntimeLoadImbalanced', () => {
  const ALERT = 'ArksRuntimeLoadImbalanced';

  test('sees that one of two replicas gets everything', async () => {
    const phases = following([40, [...vllm('a', { running: 31, waiting: 6 }), ...vllm('b', {})]]);
    const summary = 'the busiest replica of tenant-a/chat (unified) has 37 times the load of the others, limit 3';
    const alerts = [{ labels: { ...CHAT, ...WARNING }, summary }];
    expect(await told(promtool, ALERT, { phases, minute: 30, alerts })).toBe('');
  });

  test('stays silent while so few requests are there that chance decides', async () => {
    const few = [...vllm('a', { running: 7 }), ...vllm('b', { running: 1 })];
    expect(await silence(promtool, ALERT, following([60, few]))).toBe('');
  });

  test('stays silent about a replica that is alone', async () => {
    expect(await silence(promtool, ALERT, following([60, vllm('a', { running: 97 })]))).toBe('');
  });
});

test('ArksRuntimeErrorsHigh is not for single requests', async () => {
  const rare = vllm('a', { requestsPerSecond: 0.03, errorsPerSecond: 0.01 });
  expect(await silence(promtool, 'ArksRuntimeErrorsHigh', following([60, rare]))).toBe('');
});

describe('ArksRuntimePrefixCacheHitRateLow', () => {
  const ALERT = 'ArksRuntimePrefixCacheHitRateLow';
  const dropping = (doing: Doing, hitsAfter: number, replica = vllm) =>
    following([70, replica('a', doing)], [60, replica('a', { ...doing, hitsPerSecond: hitsAfter })]);

  test('stays silent where prompts share too little to lose it', async () => {
    const unshared = { promptTokensPerSecond: 2_100, hitsPerSecond: 399 };
    expect(await silence(promtool, ALERT, dropping(unshared, 21))).toBe('');
  });

  test('stays silent while few prompts come', async () => {
    const few = { promptTokensPerSecond: 97, hitsPerSecond: 49 };
    expect(await silence(promtool, ALERT, dropping(few, 1))).toBe('');
  });

  test('reads the ratio of vLLM V0', async () => {
    const summary =
      'prefix-cache hit ratio of tenant-a/chat (unified) is 10%, less than 50% of what it was in the 6h before';
    const alerts = [{ labels: { ...CHAT, ...WARNING }, summary }];
    expect(await told(promtool, ALERT, { phases: dropping(STEADY, 210, vllmV0), minute: 110, alerts })).toBe('');
  });
});
