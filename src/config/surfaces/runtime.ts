import { z } from 'zod';
import { STARTED_BY_ARKS } from '../runtimes.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { LIMIT_BELOW_BUDGET, limitNotBelowBudget, ofRuntimes } from './limits.js';

const settings = z
  .strictObject({
    ...ofRuntimes(1_000, `one of ${STARTED_BY_ARKS.join(', ')}`),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('Runtimes of ArksApplications.');

/** Runtimes of ArksApplications, one Service an application. */
export const runtime = {
  settings,
  of: 'tenants',
  engines: true,
  runtimes: STARTED_BY_ARKS,
  withoutRuntimes: 'refused',
  exporters: [],
  roles: ['unified'],
  dashboards: ['arks-overview', 'arks-runtime', 'arks-slo', ...OF_ALL],
} as const satisfies SurfaceFacts;
