import type { UnifiedSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import { CHAT, chatReplicas, overload, scaleChat, withChat } from './chat.js';
import { at, burns, type Fault, nothing } from './fault.js';

const DYNAMO: Pick<UnifiedSpec, 'engine'> = { engine: { runtime: 'dynamo', generation: 'frontend-1.6' } };
const onDynamo = withChat(DYNAMO);
/** Nothing of Dynamo is kept unless it is named. */
const settings = { runtimes: ['vllm', 'sglang', 'dynamo'] };
const WITHOUT_REPLICAS = { alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 25, labels: CHAT } as const;

/** What goes wrong behind the frontends of Dynamo, which answer their scrapes all the while. */
export const dynamoFaults: readonly Fault[] = [
  {
    name: 'dynamo-engine-hangs',
    settings,
    title: 'the engine behind one of three frontends hangs under load, a minute after that begins',
    fleet: onDynamo,
    minutes: 30,
    begin: (fleet) => {
      scaleChat(fleet, 4);
      fleet.clock.after(60, () => at(chatReplicas(fleet), 0).change({ hung: true }));
    },
    // What comes goes on to wait at that frontend until its clients leave.
    raises: [
      { alert: 'ArksRuntimeStalled', withinMinutes: 10, labels: { ...CHAT, pod: 'chat-0-inference-0' } },
      { alert: 'ArksRuntimeQueueBacklog', withinMinutes: 25, labels: CHAT },
      { alert: 'ArksRuntimeRequestSlow', withinMinutes: 25, labels: CHAT },
    ],
  },
  {
    name: 'dynamo-engines-lost',
    settings,
    title: 'the engines behind all three frontends are killed, and none registers for three quarters of an hour',
    fleet: onDynamo,
    minutes: 60,
    begin: (fleet) => {
      for (const replica of chatReplicas(fleet)) replica.engines().loseEngines();
    },
    ends: {
      afterMinutes: 45,
      quietWithinMinutes: 5,
      mend: (fleet) => {
        for (const replica of chatReplicas(fleet)) replica.engines().findEngines();
      },
    },
    raises: [{ alert: 'ArksRuntimeMetricsAbsent', withinMinutes: 25, labels: CHAT }, WITHOUT_REPLICAS],
  },
  {
    name: 'dynamo-engine-lost',
    settings,
    title: 'the engine behind one of three frontends is killed, and none registers',
    fleet: onDynamo,
    minutes: 40,
    begin: (fleet) => at(chatReplicas(fleet), 0).engines().loseEngines(),
    raises: [WITHOUT_REPLICAS],
  },
  {
    name: 'dynamo-first-token-slow',
    settings,
    title: 'three times the requests come to three frontends, more than the engines behind them serve',
    fleet: withChat({ ...DYNAMO, settings: { maxRunning: 2, stepSeconds: 0.016 } }),
    minutes: 75,
    begin: (fleet) => scaleChat(fleet, 3),
    ends: { afterMinutes: 35, quietWithinMinutes: 35, mend: (fleet) => scaleChat(fleet, 1) },
    raises: [
      ...overload,
      // Those that waited too long left, which a frontend counts.
      { alert: 'ArksRuntimeRequestsAbandoned', withinMinutes: 45, labels: CHAT },
    ],
  },
  {
    name: 'dynamo-engine-errors',
    settings,
    title: 'three requests in ten end in an error of an engine behind a frontend',
    fleet: onDynamo,
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
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: { severity: 'critical' } },
      burns('gateway-availability'),
    ],
  },
];

/** Days on which frontends of Dynamo are told of nothing. */
export const dynamoQuietDays: readonly Fault[] = [
  {
    name: 'dynamo-idle',
    settings,
    title: 'nobody has asked a frontend of Dynamo yet, which shows that it is ready and nothing of requests',
    fleet: { ...onDynamo, workloads: onDynamo.workloads.map((one) => ({ ...one, arrivals: constant(0) })) },
    settleMinutes: 0,
    minutes: 60,
    begin: nothing,
    raises: [],
  },
  {
    name: 'dynamo-upgraded',
    settings,
    title: 'frontends of Dynamo are rolled out from a generation that says nothing of being ready to one that does',
    fleet: withChat({ engine: { runtime: 'dynamo', generation: 'frontend' } }),
    minutes: 60,
    begin: (fleet) => fleet.rollOut('chat', DYNAMO.engine),
    raises: [],
  },
];
