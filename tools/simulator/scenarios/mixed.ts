import type { Fleet } from '../fleet/fleet.js';
import type { EngineSpec, FleetSpec } from '../fleet/spec.js';
import { mixedTokens, mixedWorkloads } from './mixed-workloads.js';
import type { Scenario } from './scenario.js';

const A = 'tenant-a';
const B = 'tenant-b';
/** Long enough for both generations of a rollout to serve side by side for minutes on end. */
const SLOW_START_SECONDS = 430;
/** So slow that some clients leave, and so little room that requests lose their place. */
const SLOW = { stepSeconds: 0.041 };
const TIGHT = { stepSeconds: 0.057, kvTokens: 2_700 };

/** What is replaced while it serves, by what, and the number of the first pod of the new kind. */
export const MIXED_ROLLOUT: { readonly application: string; readonly engine: EngineSpec; readonly firstPod: number } = {
  application: 'former',
  engine: { runtime: 'vllm', generation: 'v1-0.12' },
  firstPod: 2,
};

/** Share of the reconciles of ArksModels that fail throughout. */
export const ARKSMODEL_ERROR_SHARE = 0.5;

const fleet: FleetSpec = {
  seed: 8_117,
  unified: [
    {
      namespace: A,
      name: 'chat',
      model: 'qwen-7b',
      engine: { runtime: 'vllm', generation: 'v1-0.12' },
      replicas: 3,
      settings: SLOW,
    },
    {
      namespace: A,
      name: 'chat-too',
      model: 'qwen-7b',
      engine: { runtime: 'sglang', generation: 'g5', ranks: 2 },
      replicas: 2,
      settings: SLOW,
    },
    {
      namespace: B,
      name: 'talk',
      model: 'glm-9b',
      engine: { runtime: 'vllm', generation: 'v1', engines: 2 },
      replicas: 1,
      settings: TIGHT,
    },
    {
      namespace: B,
      name: 'talk-too',
      model: 'glm-9b',
      engine: { runtime: 'sglang', generation: 'g5', engines: 2 },
      replicas: 1,
      settings: TIGHT,
    },
    {
      namespace: A,
      name: 'former',
      model: 'llama-8b',
      engine: { runtime: 'vllm', generation: 'v0' },
      replicas: 2,
      startSeconds: SLOW_START_SECONDS,
    },
    {
      namespace: B,
      name: 'pinned',
      model: 'mistral-7b',
      engine: { runtime: 'sglang', generation: 'g1' },
      replicas: 2,
    },
    {
      namespace: A,
      name: 'ask',
      model: 'phi-4b',
      engine: { runtime: 'dynamo', generation: 'frontend-1.6', engines: 2 },
      replicas: 2,
      settings: TIGHT,
    },
    {
      namespace: B,
      name: 'asked',
      model: 'gemma-4b',
      engine: { runtime: 'dynamo', generation: 'frontend' },
      replicas: 1,
      settings: SLOW,
    },
    {
      namespace: A,
      name: 'idle-ask',
      model: 'idle-4b',
      engine: { runtime: 'dynamo', generation: 'frontend-1.6' },
      replicas: 1,
    },
    {
      namespace: A,
      name: 'serve',
      model: 'nemotron-9b',
      engine: { runtime: 'tensorrt-llm', generation: 'g2' },
      replicas: 2,
      settings: TIGHT,
    },
    {
      namespace: B,
      name: 'served',
      model: 'nemotron-4b',
      engine: { runtime: 'tensorrt-llm', generation: 'g0' },
      replicas: 1,
      settings: SLOW,
    },
    { namespace: A, name: 'idle', model: 'idle-7b', engine: { runtime: 'vllm', generation: 'v1' }, replicas: 2 },
    { namespace: B, name: 'idle-too', model: 'idle-7b', engine: { runtime: 'sglang', generation: 'g5' }, replicas: 1 },
  ],
  disaggregated: [
    {
      namespace: A,
      name: 'reason',
      model: 'deepseek-r1',
      engine: { runtime: 'sglang', generation: 'g5' },
      prefill: 2,
      decode: 2,
      router: 'smg',
      link: { failShare: 0.06, megabytesPerSecond: 130 },
    },
    {
      namespace: B,
      name: 'think',
      model: 'deepseek-v3',
      engine: { runtime: 'sglang', generation: 'g4' },
      prefill: 1,
      decode: 2,
      router: 'sgl_router',
      settings: TIGHT,
      link: { failShare: 0.05, megabytesPerSecond: 110 },
    },
  ],
  tokens: mixedTokens,
  quotas: [
    { namespace: A, name: 'team', limits: [{ type: 'total', value: 9_000_000 }] },
    {
      namespace: B,
      name: 'trial',
      limits: [
        { type: 'prompt', value: 400_000 },
        { type: 'response', value: 9_100 },
      ],
    },
  ],
  workloads: mixedWorkloads,
  plugins: 3,
  envoys: 2,
  chunking: { tokensPerChunk: 3, closingChunks: 2, passesLocalReplies: false },
};

function begin({ unified, controlPlane }: Fleet): void {
  unified('pinned').pin(true);
  Object.assign(controlPlane.operator.controllers.arksmodel, { errorShare: ARKSMODEL_ERROR_SHARE, queueDepth: 3 });
}

/** Restarts in every runtime, of a worker behind a router, and of one plugin among several. */
function restart({ unified, disaggregated, plugins }: Fleet): void {
  unified('chat').replicas()[1]?.restart();
  unified('chat-too').replicas()[0]?.restart();
  unified('ask').replicas()[1]?.restart();
  unified('serve').replicas()[1]?.restart();
  disaggregated('reason').decode[1]?.restart();
  plugins[1]?.component.restart();
}

/**
 * Every kind of engine and router, two runtimes behind one model, frontends before engines, pods that Arks does not start, idle replicas,
 * restarts, a rollout between engine versions: what numbers are held against the truth with. What ends is gone by the middle of it, and
 * pauses of more than five minutes lie between what makes series end.
 */
export const mixedScenario: Scenario = {
  name: 'mixed',
  fleet,
  minutes: 38,
  events: [
    { minute: 0, happen: begin },
    {
      minute: 10,
      happen: ({ rollOut }) => rollOut(MIXED_ROLLOUT.application, MIXED_ROLLOUT.engine, SLOW_START_SECONDS),
    },
    { minute: 11, happen: restart },
    // A replica that comes when all else is settled, and has finished nothing yet.
    { minute: 31, happen: ({ unified }) => unified('serve').scale(3) },
  ],
};
