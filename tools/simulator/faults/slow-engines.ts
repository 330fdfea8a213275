import { standardFleet } from '../scenarios/standard.js';
import { CHAT, CHAT_USERS, chatReplicas, chatSettings, overload, scaleChat, withChat } from './chat.js';
import { at, burns, type Fault } from './fault.js';

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
];
