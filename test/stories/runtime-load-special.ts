import { type Doing, STEADY, vllm } from './scenes.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { SpecialStory } from './special.js';
import { following } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const IMBALANCED = 'ArksRuntimeLoadImbalanced';
const HITS_LOW = 'ArksRuntimePrefixCacheHitRateLow';
const dropping = (minutes: number, doing: Doing, hitsAfter: number, replica = vllm) =>
  following([70, replica('a', doing)], [minutes, replica('a', { ...doing, hitsPerSecond: hitsAfter })]);

export const loadStories: readonly SpecialStory[] = [
  {
    alert: IMBALANCED,
    title: 'sees that one of two replicas gets everything',
    phases: following([31, [...vllm('a', { running: 31, waiting: 6 }), ...vllm('b', {})]]),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'the busiest replica of tenant-a/chat (unified) has 37 times the load of the others, limit 3',
      },
    ],
  },
  {
    alert: IMBALANCED,
    title: 'stays silent while so few requests are there that chance decides',
    phases: following([60, [...vllm('a', { running: 7 }), ...vllm('b', { running: 1 })]]),
  },
  {
    alert: IMBALANCED,
    title: 'stays silent about a replica that is alone',
    phases: following([60, vllm('a', { running: 97 })]),
  },
  {
    alert: 'ArksRuntimeErrorsHigh',
    title: 'is not for single requests',
    phases: following([60, vllm('a', { requestsPerSecond: 0.03, errorsPerSecond: 0.01 })]),
  },
];

const HITS_OF_A_FIFTH = {
  labels: { ...CHAT, ...WARNING },
  summary: 'prefix-cache hit ratio of tenant-a/chat (unified) is 10%, less than 50% of what it was in the 6h before',
};

export const prefixCacheStories: readonly SpecialStory[] = [
  {
    alert: HITS_LOW,
    title: 'stays silent where prompts share too little to lose it',
    phases: dropping(60, { promptTokensPerSecond: 2_100, hitsPerSecond: 399 }, 21),
  },
  {
    alert: HITS_LOW,
    title: 'stays silent while few prompts come',
    phases: dropping(60, { promptTokensPerSecond: 97, hitsPerSecond: 49 }, 1),
  },
  {
    alert: HITS_LOW,
    title: 'stays silent where most prompts have gone, and the few that are left share nothing',
    phases: following(
      [70, vllm('a', STEADY)],
      [90, vllm('a', { ...STEADY, promptTokensPerSecond: 97, hitsPerSecond: 1 })],
    ),
  },
  {
    alert: HITS_LOW,
    title: 'goes on through a quarter of an hour without prompts',
    phases: [...dropping(40, STEADY, 210), ...following([15, vllm('a', {})])],
    told: [HITS_OF_A_FIFTH],
  },
  {
    alert: HITS_LOW,
    title: 'reads the ratio of vLLM V0',
    phases: dropping(41, STEADY, 210, vllmV0),
    told: [HITS_OF_A_FIFTH],
  },
];
