import { standardFleet } from '../scenarios/standard.js';
import { CHAT, CHAT_USERS, chatReplicas, chatSettings, overload, scaleChat, withChat } from './chat.js';
import { at, burns, type Fault, nothing } from './fault.js';

/** Clients that wait as long as it takes. */
const PATIENT = { median: 240, spread: 0.1, least: 180, most: 300 };

/** Engines that are asked too much or unevenly, that are slow, or that answer with errors. */
export const slowEngineFaults: readonly Fault[] = [
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
    title:
      'clients that wait two seconds for answers of three: engines and latencies are fine, and answers go to nobody',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => {
      for (const user of CHAT_USERS) {
        fleet.traffic(user, 'qwen-7b').become({ patienceSeconds: { median: 1.7, spread: 0.3, least: 0.5, most: 5 } });
      }
    },
    raises: [{ alert: 'ArksRuntimeRequestsAbandoned', withinMinutes: 30, labels: CHAT }],
  },
  {
    name: 'clients-give-up',
    title:
      'four times the requests come, more than is served, and every client gives up after 20 s: no answer is complete',
    // An answer takes 20 s even without a queue.
    fleet: chatSettings({ maxRunning: 8, stepSeconds: 0.1 }),
    minutes: 90,
    begin: (fleet) => {
      for (const user of CHAT_USERS) {
        fleet.traffic(user, 'qwen-7b').become({ patienceSeconds: { median: 20, spread: 0.1, least: 15, most: 25 } });
      }
      scaleChat(fleet, 4);
    },
    ends: {
      afterMinutes: 45,
      quietWithinMinutes: 35,
      mend: (fleet) => {
        for (const user of CHAT_USERS) fleet.traffic(user, 'qwen-7b').become({ patienceSeconds: PATIENT });
        scaleChat(fleet, 1);
      },
    },
    raises: [
      { alert: 'ArksRuntimeRequestsAbandoned', withinMinutes: 30, labels: CHAT },
      { alert: 'ArksRuntimeFirstTokenSlow', withinMinutes: 25, labels: CHAT },
      burns('chat-first-token'),
    ],
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
    raises: [
      { alert: 'ArksRuntimeErrorsHigh', withinMinutes: 20, labels: CHAT },
      // Most of them break off a stream.
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: { severity: 'critical' } },
      burns('gateway-availability'),
    ],
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
  {
    name: 'own-buckets',
    title: 'an application is started with first-token buckets of its own, which end at 3 s',
    fleet: withChat({ ownBuckets: { 'vllm:time_to_first_token_seconds': [0.05, 0.2, 2, 3] } }),
    settleMinutes: 0,
    minutes: 40,
    begin: nothing,
    raises: [
      { alert: 'ArksRuntimeBucketsTooCoarse', withinMinutes: 25, labels: { ...CHAT, slo: 'chat-first-token' } },
      { alert: 'ArksRuntimeBucketsTooCoarse', withinMinutes: 25, labels: { ...CHAT, latency: 'first-token' } },
    ],
  },
];
