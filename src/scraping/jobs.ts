import { isOfTenants, type SurfaceName } from '../config/surfaces.js';
import type { Matcher } from '../promql/build.js';
import { type RelabelRule, setLabel } from './relabeling.js';
import { surfaces } from './surfaces/index.js';

/** What decides how targets are called. */
interface JobSettings {
  readonly monitoring: { readonly namespace: string };
  readonly scrape: { readonly target: string };
}

interface Job {
  readonly value: string;
  readonly isRegex: boolean;
}

/** The value of `job` on the targets of a surface; of one whose targets have several a regex for all of them. */
export function jobOf(surface: SurfaceName, settings: JobSettings): string {
  return jobFor(surface, settings).value;
}

/**
 * Writes `job` where it would be made of the names of our own objects: rules ask for it, and what renames or moves the objects on
 * their way into a cluster, such as Kustomize, cannot look into rules. The name of somebody else's Service stays as it is found.
 */
export function ownJob(surface: SurfaceName, settings: JobSettings): readonly RelabelRule[] {
  const { job, besideMonitor } = surfaces[surface];
  return job === undefined || besideMonitor === true ? [setLabel('job', jobOf(surface, settings))] : [];
}

/** Matches the targets of these surfaces. */
export function jobMatcher(names: readonly SurfaceName[], settings: JobSettings): Matcher {
  const jobs = names.map((name) => jobFor(name, settings));
  return {
    label: 'job',
    operator: jobs.length > 1 || jobs.some(({ isRegex }) => isRegex) ? '=~' : '=',
    value: jobs.map(({ value }) => value).join('|'),
  };
}

function jobFor(surface: SurfaceName, { monitoring, scrape }: JobSettings): Job {
  const { job, object } = surfaces[surface];
  // Google's collector takes the name of the object, and each namespace of a tenant has one of its own.
  if (scrape.target === 'gke' && isOfTenants(surface)) {
    return { value: `${object}(?:-.+)?[.]${monitoring.namespace}`, isRegex: true };
  }
  if (job === undefined) return { value: `${monitoring.namespace}/${object}`, isRegex: false };
  // Beside it another install over the same Arks has one.
  if (scrape.target === 'gke' && 'is' in job) return { value: `${job.is}.${monitoring.namespace}`, isRegex: false };
  return 'is' in job ? { value: job.is, isRegex: false } : { value: job.matches, isRegex: true };
}
