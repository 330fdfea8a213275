import type { SurfaceName } from '../config/surfaces.js';
import { memoize } from '../lib/memoize.js';
import type { Plan } from '../plan/plan.js';
import { monitorsOf } from '../scraping/monitors.js';
import type { ScrapedSurface } from '../scraping/scraped.js';

/** A surface of a plan, and how Prometheus calls what scrapes it. */
export interface ExpectedSurface extends ScrapedSurface {
  /** Namespace and name of each of its monitors; none where somebody else than the Prometheus Operator reads them. */
  readonly monitors: readonly string[];
}

/** Nobody looks at many plans at a time. */
const PLANS = 2;
/** Kind, namespace and name of a monitor, as the Prometheus Operator and VictoriaMetrics' operator call its jobs. */
const POOL = /^[a-z]+(?:Monitor|Scrape)\/([^/]+\/[^/]+)(?:\/|$)/;

/** The surfaces that a plan scrapes. */
export const expectedOf = memoize(
  ({ scraped, environment }: Plan): readonly ExpectedSurface[] =>
    scraped.map((surface) => ({
      ...surface,
      monitors:
        environment.scrape.target === 'operator'
          ? monitorsOf(surface.name, environment, surface).map(({ namespace, name }) => `${namespace}/${name}`)
          : [],
    })),
  PLANS,
);

/** Namespace and name of the monitor behind a job of Prometheus; nothing where none is. */
export function monitorOf(pool: string): string | undefined {
  return POOL.exec(pool)?.[1];
}

/** Whether a job of Prometheus is of a monitor of a surface. */
export function isPoolOf({ monitors }: ExpectedSurface, pool: string): boolean {
  const monitor = monitorOf(pool);
  return monitor !== undefined && monitors.includes(monitor);
}

/** Whether targets of a surface are called so. */
export function isJobOf({ targets: { operator, value } }: ExpectedSurface, job: string): boolean {
  return operator === '=~' ? new RegExp(`^(?:${value})$`).test(job) : job === value;
}

/** The surface of a target, by the monitor that found it, or else by how it is called; nothing where it is none of ours. */
export function surfaceOf(
  expected: readonly ExpectedSurface[],
  { pool, labels }: { readonly pool: string; readonly labels: Readonly<Record<string, string>> },
): SurfaceName | undefined {
  const found =
    expected.find((surface) => isPoolOf(surface, pool)) ??
    expected.find((surface) => isJobOf(surface, labels['job'] ?? ''));
  return found?.name;
}
