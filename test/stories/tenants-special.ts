import { elsewhere, moved } from './neighbours.js';
import { STEADY, vllm } from './scenes.js';
import { pluginUp, type Usage, usage } from './scenes-gateway.js';
import { type Quota, quota } from './scenes-resources.js';
import type { SpecialStory } from './special.js';

const WARNING = { severity: 'warning' };
const plugin = (...counted: readonly Usage[]) => [
  ...pluginUp('plugin-3', 1),
  ...counted.flatMap((one) => usage('plugin-3', one)),
];
/** Never used up. */
const PLENTY = 900_000_000;
/** 3010 tokens per second, prompts and answers. */
const engine = vllm('a', STEADY);
/** What a page can claim. */
const BOASTING = { ...STEADY, promptTokensPerSecond: 2_100_000, generationTokensPerSecond: 910_000 };
const charged = (usedPerSecond: number, own: Partial<Quota> = {}) => quota({ limit: PLENTY, usedPerSecond, ...own });
const drift = (share: string) => [
  {
    labels: { namespace: 'tenant-a', ...WARNING },
    summary: `no scraped engine computed ${share} of the tokens charged to quotas of tenant-a, limit 20%`,
  },
];
/** A disaggregated application: both roles see each prompt, and prefill makes a first token that decode counts again. */
const disaggregated = [
  ...vllm('p', { ...STEADY, generationTokensPerSecond: 710 }, { role: 'prefill' }),
  ...vllm('d', STEADY, { role: 'decode' }),
];

export const accountingStories: readonly SpecialStory[] = [
  {
    alert: 'ArksTokenAccountingDrift',
    title:
      'is silent where engines compute many times what is charged, as clients that leave and users without a quota make it',
    phases: [{ scene: [...charged(170), ...engine], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where all traffic is streamed and charged, of which the plugin counts no token',
    phases: [{ scene: [...plugin({ chunksPerSecond: 910 }), ...charged(3_010), ...engine], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is told of a tenant whatever the engines of others claim to have computed',
    phases: [
      {
        scene: [
          ...[...charged(6_020), ...engine],
          ...[...charged(3_010, { namespace: 'tenant-b' }), ...vllm('a', BOASTING, { namespace: 'tenant-b' })],
          ...vllm('a', BOASTING, { namespace: 'tenant-c' }),
        ],
        minutes: 240,
      },
    ],
    told: drift('50%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where nobody has a quota',
    phases: [{ scene: [...plugin({ chunksPerSecond: 910 }), ...engine], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'takes what both roles of a disaggregated application see for what it is, once',
    phases: [{ scene: [...charged(5_000), ...disaggregated], minutes: 130 }],
    told: drift('39.8%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where a disaggregated application computes what is charged',
    phases: [{ scene: [...charged(3_010), ...disaggregated], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where a quota has a total and its parts, which are one charge',
    phases: [
      {
        scene: [
          ...charged(3_010),
          ...[...charged(2_100, { type: 'prompt' }), ...charged(910, { type: 'response' })],
          ...engine,
        ],
        minutes: 240,
      },
    ],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'fires where one of two engines is no longer scraped and goes on serving',
    phases: [
      { scene: [...charged(6_020), ...engine, ...vllm('b', STEADY)], minutes: 60 },
      { scene: [...charged(6_020), ...engine], minutes: 200 },
    ],
    told: drift('50%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent in a namespace that has no engine, whose endpoints lead elsewhere',
    phases: [{ scene: [...charged(3_010), ...charged(9_100, { namespace: 'tenant-b' }), ...engine], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is not put off by engines of another namespace or cluster',
    phases: [
      {
        scene: [
          ...[...charged(5_000), ...engine],
          ...moved(vllm('b', STEADY), elsewhere('cluster')),
          ...moved(vllm('c', STEADY), elsewhere('namespace')),
        ],
        minutes: 130,
      },
    ],
    told: drift('39.8%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where few tokens are charged',
    phases: [
      {
        scene: [
          ...charged(99),
          ...vllm('a', { requestsPerSecond: 3, promptTokensPerSecond: 7, generationTokensPerSecond: 3 }),
        ],
        minutes: 240,
      },
    ],
  },
];

const greedy: Usage = { chunksPerSecond: 2_100, outputPerSecond: 700 };
const inAnotherCluster = (...counted: readonly Usage[]) => moved(plugin(...counted), elsewhere('cluster'));
export const dominanceStories: readonly SpecialStory[] = [
  {
    alert: 'ArksTenantDominates',
    title: 'fires for a user of nothing but streams, whose tokens no counter has',
    phases: [
      {
        scene: plugin({ chunksPerSecond: 910 }, { user: 'bob', outputPerSecond: 90, limited: { tpm: 0.7 } }),
        minutes: 60,
      },
    ],
    told: [
      {
        labels: { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b', ...WARNING },
        summary: 'tenant-a/alice takes 91% of the output of qwen-7b while others are rate limited, limit 80%',
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where it is prompts that one user has more of, which are known of whole answers only',
    phases: [
      {
        scene: plugin(
          { inputPerSecond: 9_100, outputPerSecond: 70 },
          { user: 'bob', chunksPerSecond: 310, limited: { tpm: 0.7 } },
        ),
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where the user who takes most is limited, too',
    phases: [
      {
        scene: plugin(
          { ...greedy, limited: { tpm: 0.3 } },
          { user: 'bob', chunksPerSecond: 130, limited: { tpm: 0.7 } },
        ),
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where only users of a model of that name in another namespace or cluster are limited',
    phases: [
      {
        scene: [
          ...plugin(greedy, { user: 'bob', chunksPerSecond: 130 }, { namespace: 'tenant-b', limited: { tpm: 0.7 } }),
          ...inAnotherCluster({ user: 'bob', limited: { tpm: 0.7 } }),
        ],
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'counts output and limits of a model of that name in another namespace or cluster apart',
    phases: [
      {
        scene: [
          ...plugin(
            greedy,
            { user: 'bob', chunksPerSecond: 130, limited: { tpm: 0.7 } },
            { namespace: 'tenant-b', user: 'dave', chunksPerSecond: 9_100 },
          ),
          ...inAnotherCluster(
            { limited: { tpm: 0.7 } },
            ...['carol', 'dave'].map((user) => ({ user, chunksPerSecond: 9_100 })),
          ),
        ],
        minutes: 60,
      },
    ],
    told: [
      {
        labels: { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b', ...WARNING },
        summary: 'tenant-a/alice takes 95.56% of the output of qwen-7b while others are rate limited, limit 80%',
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where users are limited for another model only',
    phases: [
      {
        scene: plugin(
          greedy,
          { user: 'bob', chunksPerSecond: 130 },
          { user: 'bob', model: 'mistral-9b', limited: { tpm: 0.7 } },
        ),
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where there is little output to take, whatever is taken of other models or in other clusters',
    phases: [
      {
        scene: [
          ...plugin(
            { chunksPerSecond: 97 },
            { user: 'bob', chunksPerSecond: 3, limited: { rpm: 0.7 } },
            { user: 'carol', model: 'mistral-9b', chunksPerSecond: 3_100 },
            { namespace: 'tenant-b', user: 'dave', chunksPerSecond: 9_100 },
          ),
          ...inAnotherCluster(greedy),
        ],
        minutes: 90,
      },
    ],
  },
];
