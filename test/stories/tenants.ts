import { quotaStories } from './quotas.js';
import { STEADY, vllm } from './scenes.js';
import { pluginUp, type Usage, upstream, usage } from './scenes-gateway.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';

const WARNING = { severity: 'warning' };
const ALICE = { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b', ...WARNING };

/** What two plugins have counted of alice and bob. */
const counted = (alice: Usage, bob: Usage): Scene => [
  ...pluginUp('plugin-3', 1),
  ...[...usage('plugin-3', alice), ...usage('plugin-3', { ...bob, user: 'bob' })],
  ...[...pluginUp('plugin-5', 1), ...usage('plugin-5', alice)],
];

/** In another namespace a model of the same name, and in this one another model: alice is limited there, not here. */
const elsewhere: Scene = [
  { namespace: 'tenant-b', user: 'dave', inputPerSecond: 5_300, outputPerSecond: 1_700 },
  { namespace: 'tenant-b', user: 'alice', inputPerSecond: 2_300, limited: { tpm: 0.3 } },
  { model: 'mistral-9b', user: 'alice', inputPerSecond: 310, limited: { rpm: 0.9 } },
  { model: 'mistral-9b', user: 'carol', inputPerSecond: 730 },
].flatMap((one) => usage('plugin-3', one));
const nobody = [...counted({ limited: { tpm: 0 } }, { limited: { tpm: 0 } })];

/** Engines of two applications that compute 2130 output tokens per second, of which the gateway counts a part. */
const accounted = (alice: number, bob: number): Scene => [
  ...counted({ inputPerSecond: 1_100, outputPerSecond: alice }, { outputPerSecond: bob }),
  ...[...pluginUp('plugin-7', 0), ...upstream('envoy-3', { goodPerSecond: 3 })],
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
    healthy: accounted(700, 730),
    faulty: accounted(310, 170),
    firesAfterMinutes: 132,
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING },
        summary: 'gateway and engines differ by 62.91% of the output tokens of tenant-a/qwen-7b, limit 20%',
      },
    ],
    justBelow: accounted(513, 679),
    noTraffic: [...nobody, ...upstream('envoy-3', {}), ...vllm('a', {}), ...vllm('b', {})],
    idleReplica: [...accounted(700, 730), ...vllm('d', {})],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 44,
    leftOpen: { firesAfterMinutes: 131 },
  },
  {
    alert: 'ArksTenantDominates',
    healthy: [
      ...counted({ inputPerSecond: 350, outputPerSecond: 110 }, { inputPerSecond: 500, limited: { tpm: 0.1 } }),
      ...elsewhere,
    ],
    faulty: [
      ...counted({ inputPerSecond: 1_050, outputPerSecond: 350 }, { inputPerSecond: 300, limited: { tpm: 0.7 } }),
      ...elsewhere,
    ],
    firesAfterMinutes: 33,
    told: [
      {
        labels: ALICE,
        summary: 'tenant-a/alice takes 90.32% of the tokens of qwen-7b while others are limited, limit 80%',
      },
    ],
    justBelow: [
      ...counted({ inputPerSecond: 1_050, outputPerSecond: 350 }, { inputPerSecond: 700, limited: { tpm: 0.7 } }),
      ...elsewhere,
    ],
    noTraffic: nobody,
    idleReplica: [
      ...counted({ inputPerSecond: 350, outputPerSecond: 110 }, { inputPerSecond: 500, limited: { tpm: 0.1 } }),
      ...usage('plugin-7', {}),
    ],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 3,
    leftOpen: { firesAfterMinutes: 32 },
  },
];
