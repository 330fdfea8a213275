import type { SurfaceName } from '../config/surfaces.js';
import type { Matcher } from '../promql/build.js';
import { type RelabelRule, setLabel } from './relabeling.js';
import { surfaces } from './surfaces/index.js';

/** The value of `job` on the targets of a surface; of one with a Service for each application a regex for all of them. */
export function jobOf(surface: SurfaceName, monitoringNamespace: string): string {
  const { job, object } = surfaces[surface];
  if (job === undefined) return `${monitoringNamespace}/${object}`;
  return 'is' in job ? job.is : job.matches;
}

/**
 * Writes `job` where it would be made of the names of our own objects: rules ask for it, and what renames or moves the objects on
 * their way into a cluster, such as Kustomize, cannot look into rules. The name of somebody else's Service stays as it is found.
 */
export function ownJob(surface: SurfaceName, monitoringNamespace: string): readonly RelabelRule[] {
  const { job, besideMonitor } = surfaces[surface];
  return job === undefined || besideMonitor === true ? [setLabel('job', jobOf(surface, monitoringNamespace))] : [];
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
