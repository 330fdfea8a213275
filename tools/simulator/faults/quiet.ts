import type { FleetSpec } from '../fleet/spec.js';
import { constant, diurnal, during } from '../model/arrivals.js';
import { standardFleet } from '../scenarios/standard.js';
import { chatSettings, withChat } from './chat.js';
import { type Fault, nothing } from './fault.js';

const HOUR = 3_600;
/** Longer than a model takes to load. */
const BETWEEN_RESTARTS_SECONDS = 180;

/** The standard fleet as it was before everybody moved to the newest engines. */
const oldEngines: FleetSpec = {
  ...standardFleet,
  unified: standardFleet.unified.map((one) => ({
    ...one,
    engine: one.name === 'chat' ? { runtime: 'vllm', generation: 'v0' } : { runtime: 'sglang', generation: 'g1' },
  })),
};

/** Days on which a lot happens and nothing is wrong. */
export const quietDays: readonly Fault[] = [
  {
    name: 'week-on-one-application',
    title: 'a week of work on one application: nobody at night, many at noon',
    fleet: {
      ...standardFleet,
      unified: standardFleet.unified.filter(({ name }) => name === 'talk'),
      disaggregated: [],
      tokens: standardFleet.tokens.filter(({ namespace }) => namespace === 'tenant-b'),
      quotas: [],
      workloads: standardFleet.workloads
        .filter(({ namespace }) => namespace === 'tenant-b')
        .map((workload) => ({ ...workload, arrivals: diurnal({ peakPerSecond: 0.7, fromHour: 7, toHour: 21 }) })),
      plugins: 1,
    },
    settleMinutes: 0,
    minutes: 7 * 24 * 60,
    long: true,
    begin: nothing,
    raises: [],
  },
  {
    name: 'morning',
    title: 'the whole fleet wakes up: nobody for an hour, many an hour later, nobody again after two',
    fleet: {
      ...standardFleet,
      workloads: standardFleet.workloads.map((workload) => ({
        ...workload,
        arrivals: during(HOUR, 3 * HOUR, diurnal({ peakPerSecond: 0.6, fromHour: 1, toHour: 3 })),
      })),
    },
    settleMinutes: 0,
    minutes: 240,
    begin: nothing,
    raises: [],
  },
  {
    name: 'idle-fleet',
    title: 'nobody asks for anything, so that a vLLM of several API servers shows no gauges',
    fleet: {
      ...withChat({ engine: { runtime: 'vllm', generation: 'v1-0.12', engines: 2 } }),
      workloads: standardFleet.workloads.map((one) => ({ ...one, arrivals: constant(0) })),
    },
    settleMinutes: 0,
    minutes: 150,
    begin: nothing,
    raises: [],
  },
  {
    name: 'engines-upgraded',
    title:
      'both runtimes are rolled out from an old generation to the newest under load, the client of one escapes names for OpenMetrics',
    fleet: oldEngines,
    minutes: 60,
    begin: (fleet) => {
      fleet.rollOut('chat', { runtime: 'vllm', generation: 'v1-0.12' });
      fleet.rollOut('talk', { runtime: 'sglang', generation: 'g6', escaping: 'underscores' });
    },
    raises: [],
  },
  {
    name: 'scaled-up-and-down',
    title: 'an application is scaled from one replica to eight and back',
    fleet: {
      ...standardFleet,
      unified: standardFleet.unified.map((one) => (one.name === 'talk' ? { ...one, replicas: 1 } : one)),
    },
    minutes: 90,
    begin: (fleet) => {
      fleet.unified('talk').scale(8);
      fleet.clock.after(0.75 * HOUR, () => fleet.unified('talk').scale(1));
    },
    raises: [],
  },
  {
    name: 'burst-of-long-answers',
    title:
      'one user begins to ask twice as much for answers of minutes, replicas are added and go again, and nobody leaves',
    fleet: {
      ...chatSettings({ kvTokens: 9_000_000, maxRunning: 256 }),
      workloads: standardFleet.workloads.map(({ patienceSeconds: _, ...rest }) => rest),
    },
    // Who has answers of minutes says so to both limits.
    settings: { alerts: { thresholds: { requestP95Seconds: 480, gatewayP95Milliseconds: 600_000 } } },
    minutes: 110,
    begin: (fleet) => {
      const asking = fleet.traffic('alice', 'qwen-7b');
      asking.become({ generationTokens: { median: 6_500, spread: 0.1, least: 5_000, most: 8_000 } });
      asking.scale(2);
      fleet.clock.after(0.25 * HOUR, () => fleet.unified('chat').scale(6));
      fleet.clock.after(HOUR, () => asking.scale(0));
      fleet.clock.after(1.25 * HOUR, () => fleet.unified('chat').scale(3));
    },
    raises: [],
  },
  {
    name: 'clients-heard-enough',
    title: 'some clients leave before their answer is over, more of them the longer it takes',
    fleet: {
      ...standardFleet,
      workloads: standardFleet.workloads.map((one) => ({
        ...one,
        patienceSeconds: { median: 20, spread: 0.8, least: 4, most: 300 },
      })),
    },
    minutes: 90,
    begin: nothing,
    raises: [],
  },
  {
    name: 'everything-restarts',
    title: 'every process is restarted in its pod, one after the other',
    fleet: standardFleet,
    minutes: 60,
    begin: (fleet) => {
      const { prefill, decode, router } = fleet.disaggregated('reason');
      const components = [...fleet.plugins, ...fleet.envoys].map(({ component }) => component);
      const all = [
        ...[fleet.unified('chat'), fleet.unified('talk')].flatMap((application) => application.replicas()),
        ...prefill,
        ...decode,
        ...[router, ...components, fleet.operator, fleet.customResources],
      ];
      for (const [index, process] of all.entries()) {
        fleet.clock.after(index * BETWEEN_RESTARTS_SECONDS, () => process.restart());
      }
    },
    raises: [],
  },
  {
    name: 'prometheus-starts-empty',
    title: 'Prometheus has lost everything and sees a fleet that has served for three hours',
    fleet: standardFleet,
    unseenMinutes: 180,
    settleMinutes: 0,
    minutes: 60,
    begin: nothing,
    raises: [],
  },
];
