import { type Doing, STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import { following } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const ABANDONED = 'ArksRuntimeRequestsAbandoned';
const ERRORS = 'ArksRuntimeErrorsHigh';
const SLOW = 'ArksRuntimeRequestSlow';
const told = (share: string, runtime = 'vllm') => [
  {
    labels: { ...CHAT, runtime, ...WARNING },
    summary: `clients abandon ${share} of the requests of tenant-a/chat (unified) before the answer is complete, limit 30%`,
  },
];
const failing = (share: string) => [
  {
    labels: { ...CHAT, ...WARNING },
    summary: `${share} of the requests of tenant-a/chat (unified) fail in the engine or are rejected, limit 5%`,
  },
];
const MINUTES = 5;
/** Two of three requests of each second run on: so many more after each step. */
const burst = (minutes: number, { grows, ...doing }: Doing & { readonly grows: number }) =>
  Array.from({ length: minutes / MINUTES }, (_, step) => ({
    scene: vllm('a', { ...doing, running: 7 + grows * 60 * MINUTES * (step + 1) }),
    minutes: MINUTES,
  }));

/** All of whose few clients leave. */
const few = vllm('a', { abandonedPerSecond: 0.04 });

/** Clients that leave, and requests that an engine turns away. */
export const abandonedStories: readonly SpecialStory[] = [
  {
    alert: ABANDONED,
    title: 'sees an engine that finishes nothing, since every client leaves',
    phases: following([40, vllm('a', { running: 4, abandonedPerSecond: 0.57, generationTokensPerSecond: 43 })]),
    told: told('100%'),
  },
  {
    alert: ABANDONED,
    title: 'stays silent while a burst of long answers has not got to its first end',
    phases: [
      ...following([40, vllm('a', STEADY)]),
      ...burst(25, { ...STEADY, requestsPerSecond: 1, abandonedPerSecond: 2, grows: 2 }),
    ],
  },
  {
    alert: ABANDONED,
    title: 'reads what SGLang counts itself',
    phases: following([40, sglang('a', { ...STEADY, requestsPerSecond: 5, abandonedPerSecond: 2 })]),
    told: told('40%', 'sglang'),
  },
  {
    alert: ABANDONED,
    title: 'counts those of SGLang that left before a first token, and no request twice',
    phases: following([40, sglang('a', { abandonedPerSecond: 3 })]),
    told: told('100%', 'sglang'),
  },
  {
    alert: ABANDONED,
    title: 'counts those of an SGLang that has given nobody a first token, and so shows no time to one',
    phases: following([
      40,
      sglang('a', { abandonedPerSecond: 3 }).filter(({ name }) => !name.startsWith('sglang:time_to_first_token')),
    ]),
    told: told('100%', 'sglang'),
  },
  {
    alert: ABANDONED,
    title: 'asks for as many requests as the half hour had whose clients it counts, not the minutes or the hours',
    phases: following([60, few], [10, vllm('a', { requestsPerSecond: 0.06, abandonedPerSecond: 0.04 })], [26, few]),
    told: told('72.09%'),
    leftOpen: { told: told('75.47%') },
  },
  {
    alert: ABANDONED,
    title: 'is not for single requests',
    phases: following([70, vllm('a', { requestsPerSecond: 0.01, abandonedPerSecond: 0.03 })]),
  },
  {
    alert: ERRORS,
    title: 'counts what an engine turns away, and not once more where its HTTP server says so',
    phases: following([40, vllm('a', { ...STEADY, rejectedPerSecond: 0.7, serverErrorsPerSecond: 0.17 })]),
    told: failing('18.92%'),
  },
  {
    alert: ERRORS,
    title: 'sees an engine that takes nothing in any more',
    phases: following([40, vllm('a', { rejectedPerSecond: 1.9 })]),
    told: failing('100%'),
  },
  {
    alert: ERRORS,
    title: 'adds what fails to what is turned away',
    phases: following([40, vllm('a', { requestsPerSecond: 7, errorsPerSecond: 1, rejectedPerSecond: 2 })]),
    told: failing('30%'),
  },
  {
    alert: SLOW,
    title: 'needs no count of those who leave, which older SGLangs do not have',
    phases: following([
      40,
      sglang('a', { ...STEADY, latencySeconds: 170 }).filter(
        ({ name }) => name !== 'sglang:num_aborted_requests_total',
      ),
    ]),
    told: [
      {
        labels: { ...CHAT, runtime: 'sglang', ...WARNING },
        summary: 'p95 request latency of tenant-a/chat (unified) on sglang is 3m 15s, limit 2m 0s',
      },
    ],
  },
  {
    alert: SLOW,
    title: 'sees that the few who stay wait for long, where most have left',
    phases: following([40, vllm('a', { requestsPerSecond: 0.03, abandonedPerSecond: 1.1, latencySeconds: 170 })]),
    told: [
      {
        labels: { ...CHAT, ...WARNING },
        summary: 'p95 request latency of tenant-a/chat (unified) on vllm is 3m 54s, limit 2m 0s',
      },
    ],
  },
];
