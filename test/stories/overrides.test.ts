import { describe, expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { moved } from './neighbours.js';
import { play, rulesOf } from './play.js';
import { type Doing, STEADY, vllm } from './scenes.js';
import type { Story, ToldAlert } from './story.js';
import type { Labels, Scene } from './timeline.js';
import { CHAT, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');

/** A chat model, one that embeds and one that reasons, in one cluster. */
const MODELS = { chat: 'qwen-7b', embed: 'BAAI/bge-m3', reason: 'r1.5' } as const;
type Application = keyof typeof MODELS;

const environment = environmentOf({
  alerts: {
    overrides: [
      {
        name: 'embedding',
        models: [MODELS.embed],
        thresholds: { firstTokenP95Seconds: 1, queuedRequestsPerReplica: 150 },
        alerts: { ArksRuntimeInterTokenSlow: { off: 'an embedding is one answer' } },
      },
      {
        name: 'reasoning',
        namespaces: ['tenant-a'],
        applications: ['reason'],
        thresholds: { firstTokenP95Seconds: 30, queuedRequestsPerReplica: 5 },
        alerts: { ArksRuntimeFirstTokenSlow: { severity: 'critical' }, ArksRuntimeQueueBacklog: { for: '20m' } },
      },
    ],
  },
});

function serving(application: Application, doing: Doing): Scene {
  const served = (labels: Labels) => ('model_name' in labels ? { ...labels, model_name: MODELS[application] } : labels);
  return moved(vllm(`${application}-0`, { ...STEADY, ...doing }, { application }), served);
}

/** What each of the three does, in the same way. */
const fleet = (doing: Readonly<Record<Application, Doing>>): Scene => [
  ...serving('chat', doing.chat),
  ...serving('embed', doing.embed),
  ...serving('reason', doing.reason),
];
const all = (doing: Doing) => fleet({ chat: doing, embed: doing, reason: doing });

const labelsOf = (application: Application, own: Labels): Labels => ({
  ...CHAT,
  application,
  model_name: MODELS[application],
  ...WARNING,
  ...own,
});
const slow = (application: Application, value: string, limit: string, own: Labels = {}): ToldAlert => ({
  labels: labelsOf(application, own),
  summary: `p95 time to first token of tenant-a/${application} (unified) on vllm is ${value}, limit ${limit}`,
});
const queued = (application: Application, value: number, limit: number, own: Labels = {}): ToldAlert => ({
  labels: labelsOf(application, own),
  summary: `${value} requests wait at each replica of tenant-a/${application} (unified), limit ${limit}`,
});
const EMBEDDING = { override: 'embedding' };
const REASONING = { override: 'reasoning' };
const lasts = (title: string, scene: Scene, ...expected: Story['expected']): Story => ({
  title,
  phases: [{ scene, minutes: 40 }],
  expected,
});

describe('ArksRuntimeFirstTokenSlow', () => {
  const groups = rulesOf('ArksRuntimeFirstTokenSlow', environment);

  test.each([
    lasts('of the one that embeds alone at 1.7s', all({ firstTokenSeconds: 1.7 }), {
      minute: 30,
      alerts: [slow('embed', '2.425s', '1s', EMBEDDING)],
    }),
    lasts('of the two that are not to reason at 17s', all({ firstTokenSeconds: 17 }), {
      minute: 30,
      alerts: [slow('chat', '19.5s', '10s'), slow('embed', '19.5s', '1s', EMBEDDING)],
    }),
    lasts('of each, with its limit and its severity, at 37s', all({ firstTokenSeconds: 37 }), {
      minute: 30,
      alerts: [
        slow('chat', '39s', '10s'),
        slow('embed', '39s', '1s', EMBEDDING),
        slow('reason', '39s', '30s', { ...REASONING, severity: 'critical' }),
      ],
    }),
    lasts('of none at 0.7s', all({ firstTokenSeconds: 0.7 }), { minute: 30, alerts: [] }),
  ])('$title', async (story) => {
    expect(await play(promtool, 'ArksRuntimeFirstTokenSlow', groups, story)).toBe('');
  });
});

test('ArksRuntimeQueueBacklog waits as long as the override says, and counts against its limit', async () => {
  const groups = rulesOf('ArksRuntimeQueueBacklog', environment);
  const scene = fleet({ chat: { waiting: 17 }, embed: { waiting: 147 }, reason: { waiting: 7 } });
  const story = lasts(
    'a queue',
    scene,
    { minute: 15, alerts: [] },
    { minute: 25, alerts: [queued('reason', 7, 5, REASONING)] },
  );
  expect(await play(promtool, 'ArksRuntimeQueueBacklog', groups, story)).toBe('');
});

test('ArksRuntimeInterTokenSlow is silent about what its override switches off, and tells of the others', async () => {
  const groups = rulesOf('ArksRuntimeInterTokenSlow', environment);
  const told = (application: Application): ToldAlert => ({
    labels: labelsOf(application, {}),
    summary: `p95 inter-token latency of tenant-a/${application} (unified) on vllm is 295ms, limit 200ms`,
  });
  const story = lasts('slow tokens', all({ interTokenSeconds: 0.23 }), {
    minute: 30,
    alerts: [told('chat'), told('reason')],
  });
  expect(await play(promtool, 'ArksRuntimeInterTokenSlow', groups, story)).toBe('');
});
