import { describe, expect, inject, test } from 'vitest';
import { runtimeCacheAlerts } from '../../src/rules/alerts/runtime-cache.js';
import { runtimeLatencyAlerts } from '../../src/rules/alerts/runtime-latency.js';
import { runtimeLoadAlerts } from '../../src/rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../../src/rules/alerts/runtime-state.js';
import { following, silence, told } from './runtime-play.js';
import { type Doing, gauge, replica, STEADY, vllm, vllmEngine } from './scenes.js';
import { application } from './scenes-applications.js';
import { FOUR_RANKS, sglang } from './scenes-sglang.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { Scene } from './timeline.js';
import { CHAT, CRITICAL, chatPod, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');

describe('ArksRuntimeStalled', () => {
  const ALERT = 'ArksRuntimeStalled';
  const hung: Doing = { running: 13, waiting: 5 };

  test('sees one data-parallel engine hang beside another that works', async () => {
    const engines = (second: Doing) => [...vllm('a', STEADY), ...vllmEngine(replica('a'), '1', second)];
    const phases = following([20, engines(STEADY)], [10, engines(hung)]);
    const summary = '13 of the requests running at a of tenant-a/chat (unified) have got no token for 5m';
    const alerts = [{ labels: { ...chatPod('a'), ...CRITICAL }, summary }];
    expect(await told(promtool, ALERT, { phases, minute: 26, alerts })).toBe('');
  });

  test('sees an engine hang that has never computed a token, so that its counters do not exist', async () => {
    const first = sglang('a', hung, { ranks: FOUR_RANKS }).filter(({ name }) => !/token|seconds/.test(name));
    const phases = following([20, sglang('a', {}, { ranks: FOUR_RANKS })], [20, []], [20, first]);
    const summary = '13 of the requests running at a of tenant-a/chat (unified) have got no token for 5m';
    const alerts = [{ labels: { ...chatPod('a'), runtime: 'sglang', ...CRITICAL }, summary }];
    expect(await told(promtool, ALERT, { phases, minute: 46, alerts })).toBe('');
  });

  test('stays silent while SGLang streams answers so long that no request finishes', async () => {
    const streaming = sglang('a', { running: 13, streamedTokensPerSecond: 31 }, { ranks: FOUR_RANKS });
    expect(await silence(promtool, ALERT, following([60, streaming]))).toBe('');
  });

  test('stays silent while a new replica takes four minutes for its first token', async () => {
    expect(await silence(promtool, ALERT, following([5, vllm('a', hung)], [30, vllm('a', STEADY)]))).toBe('');
  });

  test('stays silent while requests only wait', async () => {
    expect(await silence(promtool, ALERT, following([60, vllm('a', { waiting: 37 })]))).toBe('');
  });
});

describe('the ranks of SGLang', () => {
  /** Four ranks with the same queue, and the queue once more by priority, as with priority scheduling. */
  const queue = (waiting: number): Scene =>
    ['a', 'b'].flatMap((pod) => [
      ...sglang(pod, { ...STEADY, waiting }, { ranks: FOUR_RANKS }),
      ...FOUR_RANKS.flatMap((rank) => {
        const labels = { ...replica(pod), model_name: 'qwen-7b', engine_type: 'unified', ...rank };
        return [
          gauge('sglang:num_queue_reqs', { ...labels, priority: '1' }, waiting - 3),
          gauge('sglang:num_queue_reqs', { ...labels, priority: '5' }, 3),
        ];
      }),
    ]);

  test('are not counted as requests: a queue at the limit is none too long', async () => {
    expect(await silence(promtool, 'ArksRuntimeQueueBacklog', following([60, queue(20)]))).toBe('');
  });

  test('count once: the queue is told as it is', async () => {
    const summary = '21 requests wait at each replica of tenant-a/chat (unified), limit 20';
    const alerts = [{ labels: { ...CHAT, runtime: 'sglang', ...WARNING }, summary }];
    const phases = following([20, queue(1)], [20, queue(21)]);
    expect(await told(promtool, 'ArksRuntimeQueueBacklog', { phases, minute: 30, alerts })).toBe('');
  });

  test('count apart where each is a data-parallel engine of its own', async () => {
    const ranks = ['0', '1', '2'].map((rank) => ({ tp_rank: rank, dp_rank: rank }));
    const phases = following([40, sglang('a', { waiting: 7 }, { ranks })]);
    const summary = '21 requests wait at each replica of tenant-a/chat (unified), limit 20';
    const alerts = [{ labels: { ...CHAT, runtime: 'sglang', ...WARNING }, summary }];
    expect(await told(promtool, 'ArksRuntimeQueueBacklog', { phases, minute: 20, alerts })).toBe('');
  });
});

describe('a rollout from vLLM V0 to V1 under load', () => {
  /** Just below every limit that V0 and V1 have in common. */
  const heavy: Doing = {
    ...STEADY,
    waiting: 19,
    kvCache: 0.93,
    preemptionsPerSecond: 0.17,
    firstTokenSeconds: 9,
    interTokenSeconds: 0.17,
    latencySeconds: 57,
  };
  const rollout = following(
    [80, [...vllmV0('a', heavy), ...vllmV0('b', heavy), ...vllmV0('c', heavy)]],
    [20, [...vllmV0('a', heavy), ...vllmV0('b', heavy), ...vllm('d', heavy)]],
    [20, [...vllmV0('a', heavy), ...vllm('e', heavy), ...vllm('d', heavy)]],
    [80, [...vllm('f', heavy), ...vllm('e', heavy), ...vllm('d', heavy)]],
  ).map((phase) => ({ ...phase, scene: [...application(3), ...phase.scene] }));
  const alerts = [...runtimeStateAlerts, ...runtimeLoadAlerts, ...runtimeCacheAlerts, ...runtimeLatencyAlerts];

  test.concurrent.each(alerts.map(({ name }) => name))('raises no %s', async (name) => {
    expect(await silence(promtool, name, rollout)).toBe('');
  });
});
