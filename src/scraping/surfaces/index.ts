import type { PlatformSurface, SurfaceName } from '../../config/surfaces.js';
import type { Surface, SurfaceOfPlatform } from '../surface.js';
import { customResources } from './custom-resources.js';
import { disaggregated } from './disaggregated.js';
import { envoy } from './envoy.js';
import { gateway } from './gateway.js';
import { operator } from './operator.js';
import { router } from './router.js';
import { runtime } from './runtime.js';
import { unmanagedRuntime } from './unmanaged-runtime.js';

/** Every surface, a row each. Monitors, jobs, kept series, predictions, checks and dashboards read them here. */
export const surfaces: Readonly<Record<SurfaceName, Surface> & Record<PlatformSurface, SurfaceOfPlatform>> = {
  runtime,
  unmanagedRuntime,
  disaggregated,
  router,
  gateway,
  envoy,
  operator,
  customResources,
};
