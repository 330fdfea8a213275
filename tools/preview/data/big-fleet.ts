import type { EngineSpec, FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { constant } from '@arks-monitoring/simulator/model/arrivals.js';
import type { ListedScenario } from '@arks-monitoring/simulator/scenarios/listed.js';
import { CHAT } from '@arks-monitoring/simulator/scenarios/standard.js';

const APPLICATIONS = 40;
const USERS = 60;
const NAMESPACES = 8;
/** Every tenth application is in two halves. */
const DISAGGREGATED_EACH = 10;
/** Replicas of one application after the other: seven and a half on average, as uneven as in life. */
const SIZES = [2, 4, 6, 8, 12, 3, 9, 16];
/** Requests in a second of one user after the other. Few, since each costs time, and uneven, so that there is a worst. */
const LOADS = [0.05, 0.3, 0.02, 0.1, 0.04, 0.15];
/** Long enough for the longest `for` of what is broken from the start, and for rates over five minutes. */
const MINUTES = 30;

const ENGINES: readonly EngineSpec[] = [
  { runtime: 'vllm', generation: 'v1-0.12' },
  { runtime: 'sglang', generation: 'g5' },
];

const applications = Array.from({ length: APPLICATIONS }, (_, index) => ({
  namespace: `team-${(index % NAMESPACES) + 1}`,
  name: `app-${String(index + 1).padStart(2, '0')}`,
  model: `model-${String(index + 1).padStart(2, '0')}`,
  engine: cycled(ENGINES, index),
  size: cycled(SIZES, index),
}));
const isDisaggregated = (_: unknown, index: number) => index % DISAGGREGATED_EACH === DISAGGREGATED_EACH - 1;
const users = Array.from({ length: USERS }, (_, index) => {
  const { namespace, model } = cycled(applications, index);
  return { namespace, model, user: `user-${index + 1}`, arrivals: constant(cycled(LOADS, index)) };
});

const fleet: FleetSpec = {
  seed: 40_300,
  unified: applications
    .filter((one, index) => !isDisaggregated(one, index))
    .map(({ size, ...one }) => ({ ...one, replicas: size })),
  disaggregated: applications.filter(isDisaggregated).map(({ size, ...one }) => ({
    ...one,
    engine: { runtime: 'sglang', generation: 'g5' },
    prefill: Math.floor(size / 2),
    decode: Math.ceil(size / 2),
    router: 'smg',
  })),
  tokens: users.map(({ namespace, user, model }) => ({ namespace, user, qos: [{ model, rateLimits: [] }] })),
  workloads: users.map((who) => ({ ...CHAT, ...who })),
  plugins: 3,
  envoys: 3,
};

/** What a screen must hold at most: forty applications of three hundred replicas, and sixty users. */
export const bigFleet: ListedScenario = {
  name: 'fleet',
  title: 'forty applications of three hundred replicas, sixty users, watched for half an hour',
  fleet,
  minutes: MINUTES,
  events: [],
};

function cycled<T>(all: readonly T[], index: number): T {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('there must be something to choose from');
  return found;
}
