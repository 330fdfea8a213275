import { expect, inject, test } from 'vitest';
import { following, silence, told } from './runtime-play.js';
import { STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import { CHAT, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');

/** One application on two runtimes, whose grids have no bound near the limit in common; only SGLang is slow. */
const onBoth = (latencySeconds: number) => [
  ...vllm('a', STEADY),
  ...sglang('b', { ...STEADY, requestsPerSecond: 5, latencySeconds }),
];

test('a runtime that is slow below the limit is not mixed with a fast one into something slower', async () => {
  expect(await silence(promtool, 'ArksRuntimeRequestSlow', following([60, onBoth(97)]))).toBe('');
});

test('of two runtimes the slow one is told, by its own grid', async () => {
  const summary = 'p95 request latency of tenant-a/chat (unified) on sglang is 3m 15s, limit 2m 0s';
  const alerts = [{ labels: { ...CHAT, runtime: 'sglang', ...WARNING }, summary }];
  const phases = following([20, onBoth(17)], [20, onBoth(137)]);
  expect(await told(promtool, 'ArksRuntimeRequestSlow', { phases, minute: 31, alerts })).toBe('');
});

test('first tokens beyond the grid of vLLM V0, which ends at the limit, are told', async () => {
  const summary = 'p95 time to first token of tenant-a/chat (unified) on vllm is 10s, limit 10s';
  const alerts = [{ labels: { ...CHAT, ...WARNING }, summary }];
  const phases = following([20, vllmV0('a', STEADY)], [20, vllmV0('a', { ...STEADY, firstTokenSeconds: 37 })]);
  expect(await told(promtool, 'ArksRuntimeFirstTokenSlow', { phases, minute: 31, alerts })).toBe('');
});

test('output tokens of vLLM V0 are inter-token latency under an older name', async () => {
  const summary = 'p95 inter-token latency of tenant-a/chat (unified) on vllm is 295ms, limit 200ms';
  const alerts = [{ labels: { ...CHAT, ...WARNING }, summary }];
  const phases = following([20, vllmV0('a', STEADY)], [20, vllmV0('a', { ...STEADY, interTokenSeconds: 0.23 })]);
  expect(await told(promtool, 'ArksRuntimeInterTokenSlow', { phases, minute: 31, alerts })).toBe('');
});

test.each(['ArksRuntimeFirstTokenSlow', 'ArksRuntimeRequestSlow'])('%s is not for single requests', async (alert) => {
  const rare = vllm('a', { ...STEADY, requestsPerSecond: 0.05, firstTokenSeconds: 37, latencySeconds: 370 });
  expect(await silence(promtool, alert, following([60, rare]))).toBe('');
});
