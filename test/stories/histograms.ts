import { gauge, replica, STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import type { AlertStories } from './story.js';
import { following, type Scene } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const alert = 'ArksRuntimeHistogramsAbsent';
const PART = /_(bucket|sum|count)$/;

/** What is stored of a scene where Prometheus makes native histograms of classic ones: under the base name, and so nothing. */
const converted = (scene: Scene): Scene => scene.filter(({ name }) => !PART.test(name));

const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY)];
const search = { application: 'search', role: 'decode' };
const told = {
  labels: { ...CHAT, ...WARNING },
  summary: 'counters of tenant-a/chat (unified) on vllm arrive, but none of its latency histograms does',
};
/** A real SGLang before its first request (0.5.23): gauges, and neither a counter nor a histogram. */
const untouched: Scene = [
  gauge('up', replica('s'), 1),
  gauge('sglang:num_running_reqs', { ...replica('s'), model_name: 'qwen-7b', engine_type: 'unified', tp_rank: '0' }, 0),
];

/** Whether what percentiles are made of arrives. */
export const histogramStories: readonly AlertStories[] = [
  {
    alert,
    healthy: [...replicas, ...sglang('s', STEADY, { own: search })],
    faulty: [...converted(replicas), ...sglang('s', STEADY, { own: search })],
    // Rates look back: the last that was counted is recorded for as long as two samples are in five minutes.
    firesAfterMinutes: 19,
    told: [told],
    justBelow: [...converted(replicas), ...vllm('c', STEADY)],
    noTraffic: [
      ...vllm('a', {}),
      ...vllm('b', {}),
      ...untouched.map((one) => ({ ...one, labels: { ...one.labels, ...search } })),
    ],
    idleReplica: [...replicas, ...vllm('d', {})],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 1,
    leftOpen: { firesAfterMinutes: 18 },
  },
];

/** What engines show before their first request, and of which kinds. */
export const histogramSpecialStories: readonly SpecialStory[] = [
  {
    alert,
    title: 'tells of a vLLM that nobody has asked anything, since it shows its histograms from its start on',
    phases: following([25, converted([...vllm('a', {}), ...vllm('b', {})])]),
    told: [told],
  },
  { alert, title: 'is silent about an SGLang that nobody has asked anything', phases: following([60, untouched]) },
  {
    alert,
    title: 'tells of each runtime of an application by itself',
    phases: following([25, [...converted(sglang('s', STEADY)), ...replicas]]),
    told: [
      {
        labels: { ...told.labels, runtime: 'sglang' },
        summary: 'counters of tenant-a/chat (unified) on sglang arrive, but none of its latency histograms does',
      },
    ],
  },
  {
    alert,
    title: 'is silent where one kind of its histograms is left, whichever',
    phases: following(
      ...[
        'vllm:time_to_first_token_seconds',
        'vllm:inter_token_latency_seconds',
        'vllm:e2e_request_latency_seconds',
      ].map(
        (left) =>
          [30, replicas.filter(({ name }) => !PART.test(name) || name.startsWith(left))] as const satisfies [
            number,
            Scene,
          ],
      ),
    ),
  },
];
