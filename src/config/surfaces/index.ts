import type { z } from 'zod';
import { customResources } from './custom-resources.js';
import { disaggregated } from './disaggregated.js';
import { envoy } from './envoy.js';
import { gateway } from './gateway.js';
import { operator } from './operator.js';
import { router } from './router.js';
import { runtime } from './runtime.js';
import { unmanagedRuntime } from './unmanaged-runtime.js';

/** Every surface, in the order people are told of them: its settings, and what is true of it anywhere. */
export const rows = {
  runtime,
  unmanagedRuntime,
  disaggregated,
  router,
  gateway,
  envoy,
  operator,
  customResources,
} as const;

/** Their settings by themselves, of which the schema is made. */
export const settings = {
  runtime: runtime.settings,
  unmanagedRuntime: unmanagedRuntime.settings,
  disaggregated: disaggregated.settings,
  router: router.settings,
  gateway: gateway.settings,
  envoy: envoy.settings,
  operator: operator.settings,
  customResources: customResources.settings,
} satisfies Readonly<Record<keyof typeof rows, z.ZodType>>;
