import { z } from 'zod';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { common, LIMIT_BELOW_BUDGET, limitNotBelowBudget } from './limits.js';

const settings = z
  .strictObject(common(20_000))
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('The Envoy data plane of the gateway.');

/** The Envoy data plane of the gateway. */
export const envoy = {
  settings,
  of: 'platform',
  // Counted for each user, model and endpoint: one target carries the whole installation.
  shared: true,
  saysTenants: true,
  ours: { monitor: 'arks-envoy' },
  exporters: ['envoy'],
  dashboards: ['arks-overview', 'arks-gateway', 'arks-control-plane', ...OF_ALL],
  dashboardsOfObjectives: ['arks-slo'],
} as const satisfies SurfaceFacts;
