import { elsewhere, moved } from './neighbours.js';
import { STEADY, vllm } from './scenes.js';
import { pluginUp, type Usage, upstream, usage } from './scenes-gateway.js';
import type { SpecialStory } from './special.js';

const WARNING = { severity: 'warning' };
const plugin = (...counted: readonly Usage[]) => [
  ...pluginUp('plugin-3', 1),
  ...counted.flatMap((one) => usage('plugin-3', one)),
];
/** 910 tokens per second. */
const engine = vllm('a', STEADY);
const passed = upstream('envoy-3', { goodPerSecond: 3 });
const drift = (share: string) => [
  {
    labels: { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING },
    summary: `gateway and engines differ by ${share} of the output tokens of tenant-a/qwen-7b, limit 20%`,
  },
];

export const accountingStories: readonly SpecialStory[] = [
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where prefill computes the first tokens and decode all of them',
    phases: [
      {
        scene: [
          ...plugin({ outputPerSecond: 910 }),
          ...vllm('d', STEADY, { role: 'decode' }),
          ...vllm('p', { ...STEADY, generationTokensPerSecond: 710 }, { role: 'prefill' }),
        ],
        minutes: 240,
      },
    ],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'fires where the plugin has never counted a token of what Envoy passes',
    phases: [{ scene: [...plugin(), ...passed, ...engine], minutes: 130 }],
    told: drift('100%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'fires where the gateway counts more than the engines that are scraped',
    phases: [{ scene: [...plugin({ outputPerSecond: 1_310 }), ...passed, ...engine], minutes: 130 }],
    told: drift('43.96%'),
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent for an application that nobody reaches through the gateway',
    phases: [{ scene: [...plugin(), ...upstream('envoy-3', {}), ...engine], minutes: 240 }],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where the plugin serves and is not scraped',
    phases: [
      { scene: [...plugin({ outputPerSecond: 910 }), ...passed, ...engine], minutes: 60 },
      { scene: [...pluginUp('plugin-3', 0), ...passed, ...engine], minutes: 300 },
    ],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where the plugin of another cluster is scraped, and the one here is not',
    phases: [
      {
        scene: [
          ...[...pluginUp('plugin-3', 0), ...passed, ...engine],
          ...moved(plugin({ outputPerSecond: 910 }), elsewhere('cluster')),
        ],
        minutes: 150,
      },
    ],
  },
  {
    alert: 'ArksTokenAccountingDrift',
    title: 'is silent where a few tokens are not counted',
    phases: [
      {
        scene: [...plugin(), ...passed, ...vllm('a', { requestsPerSecond: 3, generationTokensPerSecond: 100 })],
        minutes: 240,
      },
    ],
  },
];

const greedy: Usage = { inputPerSecond: 2_100, outputPerSecond: 700 };
const inAnotherCluster = (...counted: readonly Usage[]) => moved(plugin(...counted), elsewhere('cluster'));
export const dominanceStories: readonly SpecialStory[] = [
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where the user who takes most is limited, too',
    phases: [
      {
        scene: plugin(
          { ...greedy, limited: { tpm: 0.3 } },
          { user: 'bob', inputPerSecond: 130, limited: { tpm: 0.7 } },
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
          ...plugin(greedy, { user: 'bob', inputPerSecond: 130 }, { namespace: 'tenant-b', limited: { tpm: 0.7 } }),
          ...inAnotherCluster({ user: 'bob', limited: { tpm: 0.7 } }),
        ],
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'counts tokens and limits of a model of that name in another namespace or cluster apart',
    phases: [
      {
        scene: [
          ...plugin(
            greedy,
            { user: 'bob', inputPerSecond: 130, limited: { tpm: 0.7 } },
            { namespace: 'tenant-b', user: 'dave', inputPerSecond: 9_100 },
          ),
          ...inAnotherCluster(
            { limited: { tpm: 0.7 } },
            ...['carol', 'dave'].map((user) => ({ user, inputPerSecond: 9_100 })),
          ),
        ],
        minutes: 60,
      },
    ],
    told: [
      {
        labels: { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b', ...WARNING },
        summary: 'tenant-a/alice takes 95.56% of the tokens of qwen-7b while others are limited, limit 80%',
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
          { user: 'bob', inputPerSecond: 130 },
          { user: 'bob', model: 'mistral-9b', limited: { tpm: 0.7 } },
        ),
        minutes: 90,
      },
    ],
  },
  {
    alert: 'ArksTenantDominates',
    title: 'is silent where there are few tokens to take, whatever is taken of other models or in other clusters',
    phases: [
      {
        scene: [
          ...plugin(
            { inputPerSecond: 97 },
            { user: 'bob', inputPerSecond: 3, limited: { rpm: 0.7 } },
            { user: 'carol', model: 'mistral-9b', inputPerSecond: 3_100 },
            { namespace: 'tenant-b', user: 'dave', inputPerSecond: 9_100 },
          ),
          ...inAnotherCluster(greedy),
        ],
        minutes: 90,
      },
    ],
  },
];
