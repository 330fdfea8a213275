import type { EngineSpec, FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { constant } from '@arks-monitoring/simulator/model/arrivals.js';
import type { Workload } from '@arks-monitoring/simulator/model/tenants.js';
import { componentGenerations } from '../../../src/metrics/components.js';

const NAMESPACE = 'tenant-a';
const PREFILL = 2;
const DECODE = 2;
const USERS = ['alice', 'bob'];
/** So few that the first of them runs into it. */
const REQUESTS_PER_MINUTE = 3;

const vllm = componentGenerations.vllm.map((generation): EngineSpec => ({ runtime: 'vllm', generation }));
const sglang = componentGenerations.sglang.map((generation): EngineSpec => ({ runtime: 'sglang', generation }));
const routers = componentGenerations.sglangRouter;

const nameOf = ({ runtime, generation }: EngineSpec) => `${runtime}-${generation.replace('.', '-')}`;

/** One replica of every generation that can be simulated; those of SGLang in two halves besides, behind each kind of router in turn. */
const unified = [...vllm, ...sglang].map((engine) => ({
  namespace: NAMESPACE,
  name: nameOf(engine),
  model: `model-of-${nameOf(engine)}`,
  engine,
  replicas: 1,
}));
const disaggregated = sglang.map((engine, number) => ({
  namespace: NAMESPACE,
  name: `${nameOf(engine)}-halves`,
  model: `model-of-${nameOf(engine)}-halves`,
  engine,
  prefill: PREFILL,
  decode: DECODE,
  router: routers[number % routers.length] ?? routers[0],
}));
const models = [...unified, ...disaggregated].map(({ model }) => model);

const workloads = USERS.flatMap((user) =>
  models.map(
    (model): Workload => ({
      namespace: NAMESPACE,
      user,
      model,
      streamingShare: 0.7,
      promptTokens: { median: 310, spread: 0.6, least: 12, most: 6_000 },
      generationTokens: { median: 90, spread: 0.5, least: 5, most: 700 },
      prefixes: [{ name: 'support', tokens: 470 }],
      prefixShare: 0.8,
      patienceSeconds: { median: 240, spread: 0.1, least: 180, most: 300 },
      arrivals: constant(0.1),
    }),
  ),
);

/** An install with everything that shows series, and traffic for all of it. */
export const everyGeneration: FleetSpec = {
  seed: 4_711,
  unified,
  disaggregated,
  tokens: USERS.map((user, number) => ({
    namespace: NAMESPACE,
    user,
    qos: models.map((model) => ({
      model,
      rateLimits: number === 0 ? [{ type: 'rpm', value: REQUESTS_PER_MINUTE }] : [],
      quota: 'team',
    })),
  })),
  quotas: [{ namespace: NAMESPACE, name: 'team', limits: [{ type: 'total', value: 900_000_000 }] }],
  workloads,
};

/** What an environment file would say of the size of that fleet. */
export const SIZING = {
  maxModelLength: 32_768,
  workersPerRouter: PREFILL + DECODE,
  users: USERS.length,
  modelsPerUser: models.length,
  limitedUsers: 1,
  statusesPerUser: 1,
  endpoints: models.length,
  applications: models.length,
};

/** The generation of what runs under a role of an application of this fleet; undefined for any other. */
export function generationOf(application: string | undefined, role: string | undefined): string | undefined {
  const halves = disaggregated.find(({ name }) => name === application);
  if (role === 'router') return halves?.router;
  return [halves, ...unified].find((one) => one?.name === application)?.engine.generation;
}
