import { STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import { vllmV0 } from './scenes-vllm-v0.js';
import type { SpecialStory } from './special.js';
import { following } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const ANSWER = 'ArksRuntimeRequestSlow';
const FIRST_TOKEN = 'ArksRuntimeFirstTokenSlow';
/** One application on two runtimes, whose grids have no bound near the limit in common; only SGLang is slow. */
const onBoth = (latencySeconds: number) => [
  ...vllm('a', STEADY),
  ...sglang('b', { ...STEADY, requestsPerSecond: 5, latencySeconds }),
];
const rare = vllm('a', { ...STEADY, requestsPerSecond: 0.05, firstTokenSeconds: 37, latencySeconds: 370 });

export const latencyStories: readonly SpecialStory[] = [
  {
    alert: ANSWER,
    title: 'does not mix a runtime that is slow below the limit with a fast one into something slower',
    phases: following([60, onBoth(97)]),
  },
  {
    alert: ANSWER,
    title: 'tells the slow one of two runtimes, by its own grid',
    phases: following([20, onBoth(17)], [12, onBoth(137)]),
    told: [
      {
        labels: { ...CHAT, runtime: 'sglang', ...WARNING },
        summary: 'p95 request latency of tenant-a/chat (unified) on sglang is 3m 15s, limit 2m 0s',
      },
    ],
  },
  {
    alert: FIRST_TOKEN,
    title: 'tells first tokens beyond the grid of vLLM V0, which ends at the limit',
    phases: following([20, vllmV0('a', STEADY)], [12, vllmV0('a', { ...STEADY, firstTokenSeconds: 37 })]),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 time to first token of tenant-a/chat (unified) on vllm is 10s, limit 10s',
      },
    ],
  },
  {
    alert: 'ArksRuntimeInterTokenSlow',
    title: 'takes output tokens of vLLM V0 for inter-token latency under an older name',
    phases: following([20, vllmV0('a', STEADY)], [12, vllmV0('a', { ...STEADY, interTokenSeconds: 0.23 })]),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 inter-token latency of tenant-a/chat (unified) on vllm is 295ms, limit 200ms',
      },
    ],
  },
  ...[FIRST_TOKEN, ANSWER].map((alert) => ({
    alert,
    title: 'is not for single requests',
    phases: following([60, rare]),
  })),
];
