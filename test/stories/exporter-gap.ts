import { STEADY, vllm } from './scenes.js';
import { application } from './scenes-applications.js';
import { endpoint, model, quota } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import type { Phase, Scene } from './timeline.js';
import { CHAT_TARGET, WARNING } from './told-labels.js';

const GAP_MINUTES = 4;
/** As an exporter publishes it that was restarted elsewhere. */
const restarted = (scene: Scene): Scene =>
  scene.map((sample) => ({ ...sample, labels: { ...sample.labels, instance: '10.3.5.11:8080' } }));
/** Custom resources before and after four minutes in which nothing publishes them, beside what goes on all the time. */
export const around = (
  before: readonly [Scene, number],
  after: readonly [Scene, number],
  all: Scene = [],
): readonly Phase[] => [
  { scene: [...all, ...before[0]], minutes: before[1] },
  { scene: all, minutes: GAP_MINUTES },
  { scene: [...all, ...restarted(after[0])], minutes: after[1] },
];

const loading = model('qwen-7b-files', 'ModelLoading');
const withoutBackends = endpoint('qwen-7b', []);
const withBackends = endpoint('qwen-7b', ['arks-application-chat']);
const used = quota({ limit: 70_000, used: 67_000 });

/** The exporter of custom resources is away for four minutes: what has lasted before has lasted since. */
export const exporterGapStories: readonly SpecialStory[] = [
  {
    alert: 'ArksModelLoadStuck',
    title: 'counts on',
    phases: around([loading, 37], [loading, 21]),
    told: [
      {
        labels: { namespace: 'tenant-a', arks_model: 'qwen-7b-files', ...WARNING },
        summary: 'model tenant-a/qwen-7b-files has been loading for more than 1h',
      },
    ],
  },
  {
    alert: 'ArksModelLoadStuck',
    title: 'clears within five minutes of a model that was loaded meanwhile',
    phases: around([loading, 70], [model('qwen-7b-files', 'Ready'), 3]),
    told: [],
  },
  {
    alert: 'ArksModelLoadStuck',
    title: 'clears within five minutes of a model that was deleted',
    phases: [
      { scene: loading, minutes: 70 },
      { scene: [], minutes: 6 },
    ],
    told: [],
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'counts on',
    phases: around([withoutBackends, 7], [withoutBackends, 2]),
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING },
        summary: 'endpoint tenant-a/qwen-7b has no backend, so its requests fail',
      },
    ],
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'clears at once when a backend is there again',
    phases: around([withoutBackends, 20], [withBackends, 1]),
    told: [],
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'clears within five minutes of an endpoint that was deleted',
    phases: [
      { scene: withoutBackends, minutes: 30 },
      { scene: [], minutes: 6 },
    ],
    told: [],
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'is silent for an endpoint that has had backends all along',
    phases: around([withBackends, 30], [withBackends, 30]),
  },
  {
    alert: 'ArksApplicationReplicasUnavailable',
    title: 'counts on',
    phases: around([application(5), 10], [application(5), 3], vllm('a', STEADY)),
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) lacks 4 of the replicas that it wants',
      },
    ],
  },
  {
    alert: 'ArksApplicationReplicasUnavailable',
    title: 'clears within five minutes of an application that was deleted',
    phases: [
      { scene: [...application(5), ...vllm('a', STEADY)], minutes: 30 },
      { scene: [], minutes: 6 },
    ],
    told: [],
  },
  {
    alert: 'ArksQuotaNearlyExhausted',
    title: 'counts on',
    phases: around([used, 7], [used, 2]),
    told: [
      {
        labels: { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total', ...WARNING },
        summary: 'quota tenant-a/team (total) is 95.71% used, limit 90%',
      },
    ],
  },
];
