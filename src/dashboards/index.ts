import type { DashboardUid } from '../config/dashboard-uids.js';
import { deliveredDashboards } from '../config/delivered.js';
import { rememberedByReads } from '../lib/by-reads.js';
import { dashboardJson } from './build.js';
import { controlPlane } from './control-plane.js';
import type { Dashboard } from './dashboard.js';
import { disaggregated } from './disaggregated.js';
import type { Drawing } from './drawing.js';
import { gateway } from './gateway.js';
import { overview } from './overview.js';
import { runtime } from './runtime.js';
import { slo } from './slo.js';
import { tenants } from './tenants.js';
import { troubleshooting } from './troubleshooting.js';

/** Every dashboard, in the order they are linked. */
export const dashboards: readonly Dashboard[] = [
  overview,
  runtime,
  gateway,
  tenants,
  slo,
  disaggregated,
  troubleshooting,
  controlPlane,
];

/** A dashboard as Grafana loads it. */
export interface BuiltDashboard {
  readonly uid: DashboardUid;
  readonly title: string;
  /** Classic JSON. */
  readonly json: string;
}

/** Those of 50 environments that share none. */
const MOST_REMEMBERED = 400;
const drawn = rememberedByReads<Drawing, string>(MOST_REMEMBERED);

/** The dashboards of an environment, without those that are off or would be empty there. */
export function dashboardsOf(drawing: Drawing): readonly BuiltDashboard[] {
  const delivered = deliveredDashboards(drawing);
  return dashboards
    .filter(({ uid }) => delivered.includes(uid))
    .map((dashboard) => ({
      uid: dashboard.uid,
      title: dashboard.title,
      json: drawn([dashboard], drawing, (view) => dashboardJson(dashboard, view)),
    }));
}
