import type { Environment } from '../config/environment.js';
import type { Plan } from './plan.js';

/** What every surface's construct takes. */
export interface SurfaceProps {
  readonly environment: Environment;
}

/** What a part of ArksMonitoring takes: the plan of the environment, which a construct that is used alone makes itself. */
export interface PartProps extends SurfaceProps {
  readonly plan?: Plan;
}
