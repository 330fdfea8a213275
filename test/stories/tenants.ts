import { quotaStories } from './quotas.js';
import { STEADY, vllm } from './scenes.js';
import { pluginUp, type Usage, usage } from './scenes-gateway.js';
import { quota } from './scenes-resources.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';

const WARNING = { severity: 'warning' };
/** No quota here is ever used up. */
const PLENTY = 900_000_000;
const ALICE = { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b', ...WARNING };

/** What two plugins have counted of alice and bob. */
const counted = (alice: Usage, bob: Usage): Scene => [
  ...pluginUp('plugin-3', 1),
  ...[...usage('plugin-3', alice), ...usage('plugin-3', { ...bob, user: 'bob' })],
  ...[...pluginUp('plugin-5', 1), ...usage('plugin-5', alice)],
];

/** In another namespace a model of the same name, and in this one another model: alice is limited there, not here. */
const elsewhere: Scene = [
  { namespace: 'tenant-b', user: 'dave', chunksPerSecond: 5_300, outputPerSecond: 1_700 },
  { namespace: 'tenant-b', user: 'alice', chunksPerSecond: 2_300, limited: { tpm: 0.3 } },
  { model: 'mistral-9b', user: 'alice', chunksPerSecond: 310, limited: { rpm: 0.9 } },
  { model: 'mistral-9b', user: 'carol', chunksPerSecond: 730 },
].flatMap((one) => usage('plugin-3', one));
const nobody = [...counted({ limited: { tpm: 0 } }, { limited: { tpm: 0 } })];

/** Engines of two applications that compute 8430 tokens per second in all, and what three quotas are charged. */
const accounted = (total: number, prompt: number, response: number): Scene => [
  ...quota({ limit: PLENTY, usedPerSecond: total }),
  ...quota({ name: 'trial', type: 'prompt', limit: PLENTY, usedPerSecond: prompt }),
  ...quota({ name: 'trial', type: 'response', limit: PLENTY, usedPerSecond: response }),
  ...[...vllm('a', STEADY), ...vllm('b', STEADY)],
  ...vllm('c', { ...STEADY, generationTokensPerSecond: 310 }, { application: 'chat-canary' }),
];

/** What single tenants run into. */
export const tenantsStories: readonly AlertStories[] = [
  {
    alert: 'ArksGatewayRateLimited',
    healthy: counted({ limited: { rpm: 0.01, tpm: 0.03 } }, { limited: { tpm: 0.01 } }),
    faulty: counted({ limited: { rpm: 0.07, tpm: 0.09 } }, { limited: { tpm: 0.01 } }),
    firesAfterMinutes: 31,
    told: [
      {
        labels: ALICE,
        summary: '0.32 requests per second of tenant-a/alice for qwen-7b are rejected by a rate limit, limit 0.1',
      },
    ],
    justBelow: counted({ limited: { tpm: 0.05 } }, { limited: { tpm: 0.1 } }),
    noTraffic: nobody,
    idleReplica: [
      ...counted({ limited: { rpm: 0.01, tpm: 0.03 } }, { limited: { tpm: 0.01 } }),
      ...usage('plugin-7', { limited: { tpm: 0 } }),
    ],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 5,
  },
  ...quotaStories,
  {
    alert: 'ArksTokenAccountingDrift',
    healthy: accounted(5_100, 1_300, 410),
    faulty: accounted(9_700, 3_100, 900),
    firesAfterMinutes: 145,
    told: [
      {
        labels: { namespace: 'tenant-a', ...WARNING },
        summary: 'no scraped engine computed 38.47% of the tokens charged to quotas of tenant-a, limit 20%',
      },
    ],
    justBelow: accounted(9_000, 1_100, 400),
    noTraffic: accounted(0, 0, 0),
    idleReplica: [...accounted(5_100, 1_300, 410), ...vllm('d', {})],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 44,
    leftOpen: { firesAfterMinutes: 144 },
  },
  {
    alert: 'ArksTenantDominates',
    healthy: [
      ...counted({ chunksPerSecond: 350, outputPerSecond: 110 }, { chunksPerSecond: 500, limited: { tpm: 0.1 } }),
      ...elsewhere,
    ],
    faulty: [
      ...counted({ chunksPerSecond: 1_050, outputPerSecond: 350 }, { chunksPerSecond: 300, limited: { tpm: 0.7 } }),
      ...elsewhere,
    ],
    firesAfterMinutes: 33,
    told: [
      {
        labels: ALICE,
        summary: 'tenant-a/alice takes 90.32% of the output of qwen-7b while others are rate limited, limit 80%',
      },
    ],
    justBelow: [
      ...counted({ chunksPerSecond: 1_050, outputPerSecond: 350 }, { chunksPerSecond: 700, limited: { tpm: 0.7 } }),
      ...elsewhere,
    ],
    noTraffic: nobody,
    idleReplica: [
      ...counted({ chunksPerSecond: 350, outputPerSecond: 110 }, { chunksPerSecond: 500, limited: { tpm: 0.1 } }),
      ...usage('plugin-7', {}),
    ],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 3,
    leftOpen: { firesAfterMinutes: 32 },
  },
];
