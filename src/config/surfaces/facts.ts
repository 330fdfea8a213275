import type { z } from 'zod';
import type { DashboardUid } from '../dashboard-uids.js';
import type { RuntimeName } from '../runtimes.js';

/** What is true of a surface whatever an environment says of it, beside its settings. */
export interface SurfaceFacts {
  readonly settings: z.ZodType;
  /** Whether its targets stand in the namespaces of tenants, or are everybody's in one namespace that the environment names. */
  readonly of: 'tenants' | 'platform';
  /** Whether its targets are engines. */
  readonly engines?: true;
  /** Whether one target grows with what every tenant makes, so that one of them could take it from all. */
  readonly shared?: true;
  /** Whether its series name the namespace of a tenant themselves, which is none of its target. */
  readonly saysTenants?: true;
  /** Runtimes of which one must be served for anything to be there; whatever they are where none is named. */
  readonly runtimes?: readonly RuntimeName[];
  /** What comes of an environment that scrapes it and names none of them. */
  readonly withoutRuntimes?: 'refused' | 'doubted';
  /**
   * What tells its series from those that others expose under the same names: the Service that `job` is made of, the monitor, or
   * nothing but their names, which nobody else uses. Those of tenants are told by the labels that the monitor gives each replica.
   */
  readonly ours?: { readonly job: string } | { readonly monitor: string } | 'names';
  /** The exporters that answer there and nowhere else, by their names in the catalogue; runtimes are named by the environment. */
  readonly exporters: readonly string[];
  /** Roles of the replicas that custom resources want and that are its targets. */
  readonly roles?: readonly string[];
  /** Dashboards that show something where it alone is scraped. */
  readonly dashboards: readonly DashboardUid[];
  /** Those that do so only where something is promised. */
  readonly dashboardsOfObjectives?: readonly DashboardUid[];
}

/** What shows something of every surface. */
export const OF_ALL = ['arks-troubleshooting'] as const satisfies readonly DashboardUid[];
