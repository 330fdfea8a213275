import type { EngineSpec, UnifiedSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import type { ListedScenario } from './listed.js';
import { CHAT } from './standard.js';

const NAMESPACE = 'tenant-a';
const USER = 'grace';
/** Every application gets the same, so that what differs between generations is the generation. */
const REQUESTS_PER_SECOND = 0.35;

const generations: readonly EngineSpec[] = [
  ...(['v0', 'v1', 'v1-0.12'] as const).map((generation) => ({ runtime: 'vllm', generation }) as const),
  ...(['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'] as const).map(
    (generation) => ({ runtime: 'sglang', generation }) as const,
  ),
  ...(['nv_llm', 'frontend', 'frontend-1.6'] as const).map(
    (generation) => ({ runtime: 'dynamo', generation }) as const,
  ),
];
const applications: readonly UnifiedSpec[] = generations.map((engine) => {
  const name = `${engine.runtime}-${engine.generation}`.replaceAll(/[._]/g, '-');
  return { namespace: NAMESPACE, name, model: name, engine, replicas: 2 };
});

export const everyGeneration: ListedScenario = {
  name: 'every-generation',
  title: 'every generation of vLLM, SGLang and the frontend of Dynamo side by side under the same load',
  fleet: {
    seed: 3_001,
    unified: applications,
    disaggregated: [],
    tokens: [{ namespace: NAMESPACE, user: USER, qos: applications.map(({ model }) => ({ model, rateLimits: [] })) }],
    workloads: applications.map(({ model }) => ({
      ...CHAT,
      user: USER,
      model,
      arrivals: constant(REQUESTS_PER_SECOND),
    })),
  },
  minutes: 120,
  settings: { runtimes: ['vllm', 'sglang', 'dynamo'] },
  events: [],
};
