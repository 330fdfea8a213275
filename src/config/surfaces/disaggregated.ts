import { z } from 'zod';
import { DISAGGREGATED } from '../runtimes.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { LIMIT_BELOW_BUDGET, limitNotBelowBudget, ofDisaggregated } from './limits.js';

const settings = z
  .strictObject(ofDisaggregated(1_000))
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('Prefill and decode of ArksDisaggregatedApplications.');

/** Prefill and decode of ArksDisaggregatedApplications. */
export const disaggregated = {
  settings,
  of: 'tenants',
  engines: true,
  runtimes: DISAGGREGATED,
  withoutRuntimes: 'doubted',
  exporters: [],
  roles: ['prefill', 'decode'],
  dashboards: ['arks-overview', 'arks-runtime', 'arks-slo', 'arks-disaggregated', ...OF_ALL],
} as const satisfies SurfaceFacts;
