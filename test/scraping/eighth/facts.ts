import { z } from 'zod';
import type { SurfaceFacts } from '../../../src/config/surfaces/facts.js';
import { common } from '../../../src/config/surfaces/limits.js';

/** What would be true of such a surface. */
export const eighth = {
  settings: z.strictObject(common(1_000)).prefault({}),
  of: 'platform',
  ours: { job: 'eighth-service' },
  exporters: [],
  dashboards: ['arks-control-plane', 'arks-slo', 'arks-troubleshooting'],
} as const satisfies SurfaceFacts;
