import type { Environment } from '../config/environment.js';

/** What every surface's construct takes. */
export interface SurfaceProps {
  readonly environment: Environment;
}
