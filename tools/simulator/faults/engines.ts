import type { Fleet } from '../fleet/fleet.js';
import { standardFleet } from '../scenarios/standard.js';
import { CHAT, CHAT_USERS, chatReplicas, chatSettings, overload, scaleChat } from './chat.js';
import { at, burns, type Fault, type Raised } from './fault.js';

/** Clients that wait four minutes leave engines that have become so slow. */
const GIVE_UP: Raised = { alert: 'ArksRuntimeRequestsAbandoned', withinMinutes: 40, labels: CHAT };

const HANGS: Raised = {
  alert: 'ArksRuntimeStalled',
  withinMinutes: 5,
  labels: { ...CHAT, pod: 'chat-0-inference-0' },
};

function hangs(fleet: Fleet): void {
  scaleChat(fleet, 4);
  fleet.clock.after(60, () => at(chatReplicas(fleet), 0).change({ hung: true }));
}

/** What engines of an application lose, or run out of. */
export const engineFaults: readonly Fault[] = [
  {
    name: 'engine-hangs',
    title: 'one of three engines hangs under load, a minute after that begins',
    fleet: standardFleet,
    minutes: 30,
    begin: hangs,
    raises: [HANGS],
  },
  {
    name: 'hung-engine-ends',
    title: 'one of three engines hangs under load, a minute after that begins, and ends itself five minutes later',
    fleet: standardFleet,
    minutes: 20,
    begin: hangs,
    raises: [HANGS, burns('gateway-availability')],
    ends: {
      afterMinutes: 6,
      mend: (fleet) => {
        scaleChat(fleet, 1);
        at(chatReplicas(fleet), 0).change({ hung: false });
        at(chatReplicas(fleet), 0).restart();
      },
      quietWithinMinutes: 2,
    },
  },
  {
    name: 'replica-dies',
    title: 'a node is lost with a replica, which comes up nowhere else',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => at(chatReplicas(fleet), 0).vanish(),
    raises: [{ alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 20, labels: CHAT }],
  },
  {
    name: 'rollout-stuck',
    title: 'the first replica of a new image never becomes ready',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => fleet.rollOut('chat', { runtime: 'vllm', generation: 'v1-0.12' }, Number.POSITIVE_INFINITY),
    raises: [{ alert: 'ArksRuntimeTargetDown', withinMinutes: 20, labels: { ...CHAT, pod: 'chat-3-inference-0' } }],
  },
  {
    name: 'kv-cache-full',
    title: 'something else holds nine tenths of the GPU memory, while three times the requests come for long answers',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => {
      for (const replica of chatReplicas(fleet)) replica.change({ kvTaken: 0.9 });
      for (const user of CHAT_USERS) {
        fleet.traffic(user, 'qwen-7b').become({
          promptTokens: { median: 60, spread: 0.4, least: 10, most: 300 },
          generationTokens: { median: 1_500, spread: 0.3, least: 500, most: 3_000 },
          prefixShare: 0,
        });
      }
      scaleChat(fleet, 3);
    },
    raises: [
      { alert: 'ArksRuntimeKvCacheSaturated', withinMinutes: 20, labels: CHAT, alerts: 'one or more' },
      { alert: 'ArksRuntimePreemptionsHigh', withinMinutes: 30, labels: CHAT },
      GIVE_UP,
      ...overload,
    ],
  },
  {
    name: 'preemption-storm',
    title: 'twice the requests come, for answers so long that the KV cache is too small for the batch',
    fleet: chatSettings({ kvTokens: 14_000 }),
    minutes: 40,
    begin: (fleet) => {
      for (const user of CHAT_USERS) {
        fleet
          .traffic(user, 'qwen-7b')
          .become({ generationTokens: { median: 1_900, spread: 0.3, least: 900, most: 4_000 } });
      }
      scaleChat(fleet, 2);
    },
    raises: [{ alert: 'ArksRuntimePreemptionsHigh', withinMinutes: 30, labels: CHAT }, GIVE_UP, ...overload],
  },
  {
    name: 'prefix-cache-thrashes',
    title: 'prompts that were found in the prefix cache are computed again',
    fleet: standardFleet,
    settleMinutes: 90,
    minutes: 60,
    begin: (fleet) => {
      for (const replica of chatReplicas(fleet)) replica.change({ cacheMisses: true });
    },
    raises: [{ alert: 'ArksRuntimePrefixCacheHitRateLow', withinMinutes: 45, labels: CHAT }],
  },
];
