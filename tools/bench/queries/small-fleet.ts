import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { constant } from '@arks-monitoring/simulator/model/arrivals.js';
import type { Habits } from '@arks-monitoring/simulator/model/asks.js';

const A = 'tenant-a';
const B = 'tenant-b';

const CHAT: Omit<Habits, 'user'> = {
  namespace: A,
  model: 'qwen-7b',
  streamingShare: 0.7,
  promptTokens: { median: 310, spread: 0.6, least: 12, most: 6_000 },
  generationTokens: { median: 110, spread: 0.5, least: 5, most: 1_500 },
  prefixes: [{ name: 'support', tokens: 470 }],
  prefixShare: 0.8,
  patienceSeconds: { median: 240, spread: 0.1, least: 180, most: 300 },
};

/** One application of each kind: of vLLM, of SGLang, and in two halves; about 1,500 series together. */
export const smallFleet: FleetSpec = {
  seed: 60_013,
  unified: [
    {
      namespace: A,
      name: 'chat',
      model: 'qwen-7b',
      engine: { runtime: 'vllm', generation: 'v1-0.12' },
      replicas: 2,
    },
    { namespace: B, name: 'talk', model: 'glm-9b', engine: { runtime: 'sglang', generation: 'g5' }, replicas: 1 },
  ],
  disaggregated: [
    {
      namespace: A,
      name: 'reason',
      model: 'deepseek-r1',
      engine: { runtime: 'sglang', generation: 'g5' },
      prefill: 1,
      decode: 1,
      router: 'smg',
    },
  ],
  tokens: [
    {
      namespace: A,
      user: 'alice',
      qos: [
        { model: 'qwen-7b', rateLimits: [{ type: 'rpm', value: 4 }], quota: 'team' },
        { model: 'deepseek-r1', rateLimits: [], quota: 'team' },
      ],
    },
    { namespace: B, user: 'carol', qos: [{ model: 'glm-9b', rateLimits: [] }] },
  ],
  quotas: [{ namespace: A, name: 'team', limits: [{ type: 'total', value: 900_000_000 }] }],
  workloads: [
    { ...CHAT, user: 'alice', arrivals: constant(0.09) },
    { ...CHAT, user: 'alice', model: 'deepseek-r1', arrivals: constant(0.07) },
    { ...CHAT, namespace: B, user: 'carol', model: 'glm-9b', arrivals: constant(0.08) },
  ],
};
