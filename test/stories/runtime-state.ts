import { replica, STEADY, vllm } from './scenes.js';
import { application, silent } from './scenes-applications.js';
import type { AlertStories } from './story.js';
import { CHAT_TARGET, CRITICAL, chatPod, WARNING } from './told-labels.js';

const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY), ...vllm('c', STEADY)];
const idleReplicas = [...vllm('a', {}), ...vllm('b', {}), ...vllm('c', {})];
const spare = vllm('d', {});
const healthy = [...application(3), ...replicas];
const idle = [...application(3), ...idleReplicas];
const scaledToZero = application(0);
const oneIdle = [...healthy, ...spare];
const GAUGES_ONLY = 'reads gauges only';

/** Whether the replicas of an application are there, answer, and get on with their work. */
export const runtimeStateStories: readonly AlertStories[] = [
  {
    alert: 'ArksRuntimeTargetDown',
    healthy: replicas,
    faulty: [...vllm('a', STEADY), ...silent('b'), ...vllm('c', STEADY)],
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...replica('b'), ...WARNING },
        summary: 'b of tenant-a/chat (unified) has not answered a scrape for 15m',
      },
    ],
    justBelow: 'a scrape succeeds or fails, there is nothing between',
    noTraffic: idleReplicas,
    idleReplica: [...replicas, ...spare],
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksRuntimeMetricsAbsent',
    healthy,
    faulty: application(3),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) wants 3 replicas, but no engine series of it arrives',
      },
    ],
    justBelow: [...application(3), ...silent('b')],
    noTraffic: scaledToZero,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksApplicationReplicasUnavailable',
    healthy,
    faulty: [...application(5), ...vllm('a', STEADY), ...silent('b'), ...vllm('c', STEADY)],
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) lacks 3 of the replicas that it wants',
      },
    ],
    justBelow: [...healthy, ...silent('d')],
    noTraffic: scaledToZero,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksApplicationFailed',
    healthy,
    faulty: [...application(3, 'Failed'), ...replicas],
    firesAfterMinutes: 5,
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'chat', ...WARNING },
        summary: 'tenant-a/chat is in phase Failed',
      },
    ],
    justBelow: [...application(3, 'Creating'), ...replicas],
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: GAUGES_ONLY,
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksRuntimeStalled',
    healthy,
    faulty: [...vllm('a', STEADY), ...vllm('b', { running: 13, waiting: 5 }), ...vllm('c', STEADY)],
    firesAfterMinutes: 3,
    told: [
      {
        labels: { ...chatPod('b'), ...CRITICAL },
        summary: '13 requests running on b of tenant-a/chat (unified) have produced no token for 3m',
      },
    ],
    // One token a minute is slow, and no stall.
    justBelow: [...vllm('a', STEADY), ...vllm('b', { running: 13, generationTokensPerSecond: 1 / 60 })],
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
    leftOpen: { firesAfterMinutes: 2 },
  },
];
