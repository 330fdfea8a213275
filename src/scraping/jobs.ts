import type { SurfaceName } from '../config/surfaces.js';
import type { Matcher } from '../promql/build.js';
import { surfaces } from './surfaces/index.js';

/** The value of `job` on the targets of a surface; of one with a Service for each application a regex for all of them. */
export function jobOf(surface: SurfaceName, monitoringNamespace: string): string {
  const { job, object } = surfaces[surface];
  if (job === undefined) return `${monitoringNamespace}/${object}`;
  return 'is' in job ? job.is : job.matches;
}

/** Matches the targets of these surfaces. */
export function jobMatcher(names: readonly SurfaceName[], monitoringNamespace: string): Matcher {
  const isRegex = names.some((name) => 'matches' in (surfaces[name].job ?? {}));
  return {
    label: 'job',
    operator: names.length > 1 || isRegex ? '=~' : '=',
    value: names.map((name) => jobOf(name, monitoringNamespace)).join('|'),
  };
}
