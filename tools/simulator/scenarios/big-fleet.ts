import type { EngineSpec, FleetSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import type { ListedScenario } from './listed.js';
import { CHAT } from './standard.js';

const APPLICATIONS = 20;
const REPLICAS = 10;
const TENANTS = 5;
const USERS_OF_EACH = 3;
/** What keeps a replica busy without filling it. */
const REQUESTS_PER_SECOND_AND_USER = 0.4;

const engines: readonly EngineSpec[] = [
  { runtime: 'vllm', generation: 'v1-0.12' },
  { runtime: 'sglang', generation: 'g5' },
];

const applications = Array.from({ length: APPLICATIONS }, (_, index) => ({
  namespace: `tenant-${index % TENANTS}`,
  name: `app-${index}`,
  model: `model-${index}`,
  engine: engines[index % engines.length] ?? { runtime: 'vllm', generation: 'v1-0.12' },
  replicas: REPLICAS,
}));
const users = applications.flatMap(({ namespace, model }, index) =>
  Array.from({ length: USERS_OF_EACH }, (_, user) => ({ namespace, model, user: `user-${index}-${user}` })),
);

const fleet: FleetSpec = {
  seed: 7_919,
  unified: applications,
  disaggregated: [],
  tokens: users.map(({ namespace, user, model }) => ({ namespace, user, qos: [{ model, rateLimits: [] }] })),
  workloads: users.map((who) => ({ ...CHAT, ...who, arrivals: constant(REQUESTS_PER_SECOND_AND_USER) })),
  plugins: 3,
  envoys: 3,
};

export const bigFleet: ListedScenario = {
  name: 'big-fleet',
  title: 'twenty applications of ten replicas in five namespaces, half vLLM and half SGLang',
  fleet,
  minutes: 60,
  events: [],
};
