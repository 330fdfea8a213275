import type { FleetSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import type { Habits } from '../model/asks.js';
import type { Workload } from '../model/tenants.js';
import type { ListedScenario } from './listed.js';

/** Short questions that begin alike; most answers are read as they come. */
export const CHAT: Omit<Habits, 'user'> = {
  namespace: 'tenant-a',
  model: 'qwen-7b',
  streamingShare: 0.7,
  promptTokens: { median: 310, spread: 0.6, least: 12, most: 6_000 },
  generationTokens: { median: 190, spread: 0.5, least: 5, most: 1_500 },
  prefixes: [
    { name: 'support', tokens: 470 },
    { name: 'search', tokens: 830 },
  ],
  prefixShare: 0.8,
  patienceSeconds: { median: 240, spread: 0.1, least: 180, most: 300 },
};
const TALK: Omit<Habits, 'user'> = { ...CHAT, namespace: 'tenant-b', model: 'glm-9b', prefixes: [], prefixShare: 0 };
/** Long prompts, long answers. */
export const REASON: Omit<Habits, 'user'> = {
  ...CHAT,
  model: 'deepseek-r1',
  promptTokens: { median: 1_700, spread: 0.5, least: 50, most: 12_000 },
  generationTokens: { median: 410, spread: 0.4, least: 20, most: 2_500 },
};

/** What each user sends, a little more or less than the next. */
export const workloads: readonly Workload[] = [
  { ...CHAT, user: 'alice', arrivals: constant(0.43) },
  { ...CHAT, user: 'bob', arrivals: constant(0.37) },
  { ...TALK, user: 'carol', arrivals: constant(0.31) },
  { ...TALK, user: 'dave', arrivals: constant(0.29) },
  { ...REASON, user: 'alice', arrivals: constant(0.19) },
];

/** A small install with every kind of part: three engines of vLLM, two of SGLang, and one application in two halves. */
export const standardFleet: FleetSpec = {
  seed: 20_260,
  unified: [
    {
      namespace: 'tenant-a',
      name: 'chat',
      model: 'qwen-7b',
      engine: { runtime: 'vllm', generation: 'v1-0.12' },
      replicas: 3,
    },
    {
      namespace: 'tenant-b',
      name: 'talk',
      model: 'glm-9b',
      engine: { runtime: 'sglang', generation: 'g5' },
      replicas: 2,
    },
  ],
  disaggregated: [
    {
      namespace: 'tenant-a',
      name: 'reason',
      model: 'deepseek-r1',
      engine: { runtime: 'sglang', generation: 'g5' },
      prefill: 2,
      decode: 2,
      router: 'smg',
    },
  ],
  tokens: [
    {
      namespace: 'tenant-a',
      user: 'alice',
      qos: [
        { model: 'qwen-7b', rateLimits: [{ type: 'rpm', value: 120 }], quota: 'team' },
        { model: 'deepseek-r1', rateLimits: [], quota: 'team' },
      ],
    },
    { namespace: 'tenant-a', user: 'bob', qos: [{ model: 'qwen-7b', rateLimits: [{ type: 'tpm', value: 90_000 }] }] },
    { namespace: 'tenant-b', user: 'carol', qos: [{ model: 'glm-9b', rateLimits: [] }] },
    { namespace: 'tenant-b', user: 'dave', qos: [{ model: 'glm-9b', rateLimits: [{ type: 'rpd', value: 90_000 }] }] },
  ],
  quotas: [{ namespace: 'tenant-a', name: 'team', limits: [{ type: 'total', value: 900_000_000 }] }],
  workloads,
  plugins: 2,
};

export const standard: ListedScenario = {
  name: 'standard',
  title: 'a small install with every kind of part, two hours of even load',
  fleet: standardFleet,
  minutes: 120,
  events: [],
};
