import type { Fleet } from '../fleet/fleet.js';
import type { FleetSpec, UnifiedSpec } from '../fleet/spec.js';
import type { EngineSettings } from '../model/engine/settings.js';
import { standardFleet } from '../scenarios/standard.js';
import { at, burns, type Fault, type Raised } from './fault.js';

const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified' };
const CHAT_USERS = ['alice', 'bob'];

/** The standard fleet with another `chat`. */
function withChat(chat: Partial<UnifiedSpec>): FleetSpec {
  return {
    ...standardFleet,
    unified: standardFleet.unified.map((one) => (one.name === 'chat' ? { ...one, ...chat } : one)),
  };
}

function chatSettings(settings: Partial<EngineSettings>): FleetSpec {
  return withChat({ settings });
}

const chatReplicas = (fleet: Fleet) => fleet.unified('chat').replicas();
const scaleChat = (fleet: Fleet, factor: number) => {
  for (const user of CHAT_USERS) fleet.traffic(user, 'qwen-7b').scale(factor);
};

/** What follows wherever more is asked than is served. */
const overload: readonly Raised[] = [
  { alert: 'ArksRuntimeQueueBacklog', withinMinutes: 25, labels: CHAT },
  { alert: 'ArksRuntimeFirstTokenSlow', withinMinutes: 25, labels: CHAT },
  { alert: 'ArksRuntimeRequestSlow', withinMinutes: 30, labels: CHAT },
  burns('chat-first-token'),
];

/** What goes wrong in the engines of an application. */
export const engineFaults: readonly Fault[] = [
  {
    name: 'engine-hangs',
    title: 'one of three engines hangs under load, a minute after that begins',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      scaleChat(fleet, 4);
      fleet.clock.after(60, () => at(chatReplicas(fleet), 0).change({ hung: true }));
    },
    raises: [{ alert: 'ArksRuntimeStalled', withinMinutes: 10, labels: { ...CHAT, pod: 'chat-0-inference-0' } }],
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
    raises: [{ alert: 'ArksRuntimePreemptionsHigh', withinMinutes: 30, labels: CHAT }, ...overload],
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
  {
    name: 'load-times-three',
    title: 'three times the requests come, more than is served',
    fleet: chatSettings({ maxRunning: 2, stepSeconds: 0.016 }),
    minutes: 75,
    begin: (fleet) => scaleChat(fleet, 3),
    ends: { afterMinutes: 35, quietWithinMinutes: 35, mend: (fleet) => scaleChat(fleet, 1) },
    raises: overload,
  },
  {
    name: 'slow-gpu',
    title: 'one GPU computes at a twentieth of its speed, and requests are spread by chance',
    fleet: withChat({ balance: 'random' }),
    minutes: 50,
    begin: (fleet) => at(chatReplicas(fleet), 1).change({ slowness: 20 }),
    raises: [
      { alert: 'ArksRuntimeLoadImbalanced', withinMinutes: 45, labels: CHAT },
      { alert: 'ArksRuntimeInterTokenSlow', withinMinutes: 25, labels: CHAT },
      { alert: 'ArksRuntimeRequestSlow', withinMinutes: 25, labels: CHAT },
    ],
  },
  {
    name: 'one-replica-gets-all',
    title: 'all requests, twice as many and for long answers, go to one replica of three',
    fleet: standardFleet,
    minutes: 50,
    begin: (fleet) => {
      fleet.unified('chat').pin(true);
      for (const user of CHAT_USERS) {
        fleet
          .traffic(user, 'qwen-7b')
          .become({ generationTokens: { median: 900, spread: 0.4, least: 200, most: 2_500 } });
      }
      scaleChat(fleet, 2);
    },
    raises: [{ alert: 'ArksRuntimeLoadImbalanced', withinMinutes: 45, labels: CHAT }],
  },
  {
    name: 'clients-leave',
    title: 'clients hang up before their answer: no fault of the install, so nobody is told',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => {
      for (const user of CHAT_USERS) {
        fleet.traffic(user, 'qwen-7b').become({ patienceSeconds: { median: 1.7, spread: 0.3, least: 0.5, most: 5 } });
      }
    },
    raises: [],
  },
  {
    name: 'engine-errors',
    title: 'three requests in ten end in an error of the engine',
    fleet: standardFleet,
    minutes: 50,
    begin: (fleet) => {
      for (const replica of chatReplicas(fleet)) replica.change({ errorShare: 0.3 });
    },
    ends: {
      afterMinutes: 25,
      quietWithinMinutes: 20,
      mend: (fleet) => {
        for (const replica of chatReplicas(fleet)) replica.change({ errorShare: 0 });
      },
    },
    raises: [{ alert: 'ArksRuntimeErrorsHigh', withinMinutes: 20, labels: CHAT }, burns('gateway-availability')],
  },
  {
    name: 'everything-crawls',
    title: 'every GPU of an application computes at a two-hundredth of its speed, and clients wait on',
    fleet: {
      ...standardFleet,
      workloads: standardFleet.workloads.map(({ patienceSeconds: _, ...rest }) => rest),
    },
    minutes: 60,
    begin: (fleet) => {
      for (const replica of chatReplicas(fleet)) replica.change({ slowness: 200 });
    },
    raises: [
      { alert: 'ArksRuntimeFirstTokenSlow', withinMinutes: 30, labels: CHAT },
      { alert: 'ArksRuntimeInterTokenSlow', withinMinutes: 30, labels: CHAT },
      { alert: 'ArksRuntimeRequestSlow', withinMinutes: 50, labels: CHAT },
      { alert: 'ArksRuntimeQueueBacklog', withinMinutes: 30, labels: CHAT },
      { alert: 'ArksGatewayLatencyHigh', withinMinutes: 50, labels: { severity: 'warning' } },
    ],
  },
];
