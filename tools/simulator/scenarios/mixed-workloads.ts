import type { ArksToken } from '../model/access.js';
import { constant } from '../model/arrivals.js';
import type { Habits } from '../model/asks.js';
import type { Workload } from '../model/tenants.js';

const CHAT: Omit<Habits, 'user'> = {
  namespace: 'tenant-a',
  model: 'qwen-7b',
  streamingShare: 0.7,
  promptTokens: { median: 290, spread: 0.6, least: 12, most: 4_000 },
  generationTokens: { median: 170, spread: 0.5, least: 5, most: 900 },
  prefixes: [
    { name: 'support', tokens: 430 },
    { name: 'search', tokens: 790 },
  ],
  prefixShare: 0.8,
  endsAtLengthShare: 0.13,
};
const IMPATIENT: Partial<Habits> = { patienceSeconds: { median: 11, spread: 0.5, least: 2, most: 40 } };
const TALK: Omit<Habits, 'user'> = { ...CHAT, namespace: 'tenant-b', model: 'glm-9b' };
const REASON: Omit<Habits, 'user'> = { ...CHAT, model: 'deepseek-r1', prefixes: [], prefixShare: 0 };
const THINK: Omit<Habits, 'user'> = { ...REASON, namespace: 'tenant-b', model: 'deepseek-v3' };

/** Who asks for what. Two users do everything wrong that a client can do; nobody asks for idle-7b. */
export const mixedWorkloads: readonly Workload[] = [
  { ...CHAT, ...IMPATIENT, user: 'alice', arrivals: constant(0.47) },
  { ...CHAT, user: 'bob', arrivals: constant(0.41) },
  { ...TALK, user: 'carol', arrivals: constant(0.43) },
  { ...TALK, user: 'frank', arrivals: constant(0.11) },
  { ...CHAT, model: 'llama-8b', user: 'alice', arrivals: constant(0.37) },
  { ...TALK, model: 'mistral-7b', user: 'dave', arrivals: constant(0.29) },
  { ...REASON, user: 'alice', arrivals: constant(0.31) },
  { ...THINK, user: 'dave', arrivals: constant(0.27) },
  { ...CHAT, ...IMPATIENT, model: 'phi-4b', user: 'bob', arrivals: constant(0.53) },
  { ...TALK, ...IMPATIENT, model: 'gemma-4b', user: 'carol', arrivals: constant(0.33) },
  { ...CHAT, ...IMPATIENT, model: 'nemotron-9b', user: 'alice', arrivals: constant(0.37) },
  // So seldom that it has nothing to do between two requests.
  { ...TALK, model: 'nemotron-4b', user: 'carol', arrivals: constant(0.05) },
  { ...CHAT, user: 'nobody', arrivals: constant(0.05), flaw: 'stream without usage' },
  { ...CHAT, user: 'mallory', arrivals: constant(0.07), flaw: 'no bearer token' },
];

/** Bob runs into his rate limit, frank uses up his quota. */
export const mixedTokens: readonly ArksToken[] = [
  {
    namespace: 'tenant-a',
    user: 'alice',
    qos: [
      { model: 'qwen-7b', rateLimits: [], quota: 'team' },
      { model: 'llama-8b', rateLimits: [], quota: 'team' },
      { model: 'deepseek-r1', rateLimits: [] },
      { model: 'nemotron-9b', rateLimits: [] },
    ],
  },
  {
    namespace: 'tenant-a',
    user: 'bob',
    qos: [
      { model: 'qwen-7b', rateLimits: [{ type: 'rpm', value: 19 }] },
      { model: 'phi-4b', rateLimits: [] },
    ],
  },
  {
    namespace: 'tenant-b',
    user: 'carol',
    qos: [
      { model: 'glm-9b', rateLimits: [] },
      { model: 'gemma-4b', rateLimits: [] },
      { model: 'nemotron-4b', rateLimits: [] },
    ],
  },
  { namespace: 'tenant-b', user: 'frank', qos: [{ model: 'glm-9b', rateLimits: [], quota: 'trial' }] },
  {
    namespace: 'tenant-b',
    user: 'dave',
    qos: [
      { model: 'mistral-7b', rateLimits: [{ type: 'tpm', value: 13_000 }] },
      { model: 'deepseek-v3', rateLimits: [] },
    ],
  },
];
