import { runtimeCacheAlerts } from '../../src/rules/alerts/runtime-cache.js';
import { runtimeLatencyAlerts } from '../../src/rules/alerts/runtime-latency.js';
import { runtimeLoadAlerts } from '../../src/rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../../src/rules/alerts/runtime-state.js';
import { type Doing, gauge, replica, STEADY, vllm, vllmEngine } from './scenes.js';
import { application, silent } from './scenes-applications.js';
import { FOUR_RANKS, sglang } from './scenes-sglang.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { SpecialStory } from './special.js';
import { following, type Scene } from './timeline.js';
import { CHAT, CRITICAL, chatPod, WARNING } from './told-labels.js';

const STALLED = 'ArksRuntimeStalled';
const hung: Doing = { running: 13, waiting: 5 };
const engines = (second: Doing) => [...vllm('a', STEADY), ...vllmEngine(replica('a'), '1', second)];
const noToken = (minutes: number) =>
  `13 requests running on a of tenant-a/chat (unified) have produced no token for ${minutes}m`;
/** A prompt that is computed part by part: no token is counted, and each part takes its KV cache. */
const longPrefill = Array.from({ length: 12 }, (_, part): readonly [number, Scene] => [
  1,
  vllm('a', { running: 1, kvCache: 0.03 + part * 0.07 }),
]);
const firstRequests = sglang('a', hung, { ranks: FOUR_RANKS }).filter(({ name }) => !/token|seconds/.test(name));

export const stalledStories: readonly SpecialStory[] = [
  {
    alert: STALLED,
    title: 'sees one data-parallel engine hang beside another that works',
    phases: following([20, engines(STEADY)], [4, engines(hung)]),
    told: [{ labels: { ...chatPod('a'), ...CRITICAL }, summary: noToken(3) }],
  },
  {
    alert: STALLED,
    title: 'sees an engine hang that has never computed a token, so that its counters do not exist',
    phases: following([20, sglang('a', {}, { ranks: FOUR_RANKS })], [20, []], [7, firstRequests]),
    told: [{ labels: { ...chatPod('a'), runtime: 'sglang', ...CRITICAL }, summary: noToken(6) }],
  },
  {
    alert: STALLED,
    title: 'stays silent while SGLang streams answers so long that no request finishes',
    phases: following([60, sglang('a', { running: 13, streamedTokensPerSecond: 31 }, { ranks: FOUR_RANKS })]),
  },
  {
    alert: STALLED,
    title: 'stays silent while a new replica of vLLM, which has warmed up, takes two minutes for its first token',
    phases: following([3, vllm('a', hung)], [30, vllm('a', STEADY)]),
  },
  {
    alert: STALLED,
    title: 'stays silent while a new replica of SGLang takes four minutes for its first token',
    phases: following([5, firstRequests], [30, sglang('a', STEADY, { ranks: FOUR_RANKS })]),
  },
  {
    alert: STALLED,
    title: 'stays silent while vLLM computes a long prompt part by part',
    phases: following([5, vllm('a', {})], ...longPrefill, [5, vllm('a', {})]),
  },
  {
    alert: STALLED,
    title: 'says nothing of an engine that ended before it was told',
    phases: following([20, vllm('a', STEADY)], [2, vllm('a', hung)], [20, silent('a')]),
  },
  {
    alert: STALLED,
    title: 'is over with the process, though what that held was held within the range',
    phases: following([20, vllm('a', STEADY)], [5, vllm('a', hung)], [1, silent('a')]),
    told: [],
  },
  {
    alert: STALLED,
    title: 'stays silent while requests only wait',
    phases: following([60, vllm('a', { waiting: 37 })]),
  },
];

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
const dataParallelRanks = ['0', '1', '2'].map((rank) => ({ tp_rank: rank, dp_rank: rank }));
const TOO_LONG = {
  labels: { ...CHAT, runtime: 'sglang', ...WARNING },
  summary: '21 requests wait at each replica of tenant-a/chat (unified), limit 20',
};

export const rankStories: readonly SpecialStory[] = [
  {
    alert: 'ArksRuntimeQueueBacklog',
    title: 'counts no ranks as requests: a queue at the limit is none too long',
    phases: following([60, queue(20)]),
  },
  {
    alert: 'ArksRuntimeQueueBacklog',
    title: 'counts them once: the queue is told as it is',
    phases: following([20, queue(1)], [11, queue(21)]),
    told: [TOO_LONG],
  },
  {
    alert: 'ArksRuntimeQueueBacklog',
    title: 'counts them apart where each is a data-parallel engine of its own',
    phases: following([21, sglang('a', { waiting: 7 }, { ranks: dataParallelRanks })]),
    told: [TOO_LONG],
  },
];

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

export const rolloutStories: readonly SpecialStory[] = [
  ...Object.values(runtimeStateAlerts),
  ...Object.values(runtimeLoadAlerts),
  ...Object.values(runtimeCacheAlerts),
  ...Object.values(runtimeLatencyAlerts),
].map(({ name }) => ({ alert: name, title: 'is not raised', phases: rollout }));
