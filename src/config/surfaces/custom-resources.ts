import { z } from 'zod';
import { networkPolicy } from '../access.js';
import { placement } from '../placement.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { common, LIMIT_BELOW_BUDGET, limitNotBelowBudget } from './limits.js';
import { copies, image, NOT_BOTH, oneKindOfCopies, resources } from './state-metrics.js';

const settings = z
  .strictObject({
    ...common(20_000),
    image,
    ...copies,
    resources,
    ...placement,
    networkPolicy,
    tokenLimits: z
      .boolean()
      .default(false)
      .describe(
        'Publishes the rate limits of ArksTokens. This lets kube-state-metrics read those objects, which hold secrets.',
      ),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .refine(oneKindOfCopies, NOT_BOTH)
  .prefault({})
  .describe('Custom resources of Arks, through a kube-state-metrics of our own.');

/** The custom resources of Arks, through a kube-state-metrics of our own. */
export const customResources = {
  settings,
  of: 'platform',
  shared: true,
  saysTenants: true,
  // Nobody else publishes Arks' objects.
  ours: 'names',
  exporters: ['customResources', 'tokenLimits'],
  dashboards: ['arks-control-plane', ...OF_ALL],
} as const satisfies SurfaceFacts;
