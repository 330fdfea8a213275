import { z } from 'zod';
import { DISAGGREGATED } from '../runtimes.js';
import { positive } from '../whole-numbers.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { LIMIT_BELOW_BUDGET, limitNotBelowBudget, MAX_PORT, ofDisaggregated } from './limits.js';

const settings = z
  .strictObject({
    ...ofDisaggregated(1_000),
    port: positive
      .max(MAX_PORT, `must be at most ${MAX_PORT}`)
      .default(9090)
      .describe('spec.router.metricPort of the applications; no port of the pod declares it.'),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('Routers of ArksDisaggregatedApplications.');

/** Routers of ArksDisaggregatedApplications. */
export const router = {
  settings,
  of: 'tenants',
  runtimes: DISAGGREGATED,
  withoutRuntimes: 'doubted',
  exporters: ['sglangRouter'],
  roles: ['router'],
  dashboards: ['arks-disaggregated', ...OF_ALL],
} as const satisfies SurfaceFacts;
