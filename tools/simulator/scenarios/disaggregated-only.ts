import type { DisaggregatedSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import type { ListedScenario } from './listed.js';
import { REASON } from './standard.js';

const NAMESPACE = 'tenant-a';
/** A router from before December 2025 and one from after it. */
const applications: readonly DisaggregatedSpec[] = (['smg', 'sgl_router'] as const).map((router, index) => ({
  namespace: NAMESPACE,
  name: router === 'smg' ? 'reason' : 'reason-old-router',
  model: router === 'smg' ? 'deepseek-r1' : 'qwen-235b',
  engine: { runtime: 'sglang', generation: 'g5' },
  prefill: 2 + index,
  decode: 3,
  router,
}));
const users = ['erin', 'frank'];

export const disaggregatedOnly: ListedScenario = {
  name: 'disaggregated-only',
  title: 'two applications in two halves, one behind a router of 0.3 and one behind a router of 0.2, and nothing else',
  fleet: {
    seed: 5_003,
    unified: [],
    disaggregated: applications,
    tokens: users.map((user) => ({
      namespace: NAMESPACE,
      user,
      qos: applications.map(({ model }) => ({ model, rateLimits: [] })),
    })),
    workloads: users.flatMap((user, index) =>
      applications.map(({ model }) => ({ ...REASON, user, model, arrivals: constant(0.17 + 0.06 * index) })),
    ),
  },
  minutes: 120,
  events: [],
};
