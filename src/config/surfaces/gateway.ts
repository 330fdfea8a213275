import { z } from 'zod';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { common, LIMIT_BELOW_BUDGET, limitNotBelowBudget } from './limits.js';

const settings = z
  .strictObject(common(20_000))
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('The Go plugin of the gateway.');

/** The Go plugin of the gateway. */
export const gateway = {
  settings,
  of: 'platform',
  // Counted for each user, model and endpoint: one target carries the whole installation.
  shared: true,
  saysTenants: true,
  ours: { job: 'arks-gateway-plugins' },
  exporters: ['gateway'],
  dashboards: ['arks-gateway', 'arks-tenants', 'arks-control-plane', ...OF_ALL],
} as const satisfies SurfaceFacts;
