import { Construct } from 'constructs';
import { DASHBOARDS } from '../config/dashboard-uids.js';
import { allWritable } from '../config/yaml-text.js';
import { lintFindings } from '../dashboards/lint/findings.js';
import { ownDashboardJson } from '../dashboards/own-dashboard.js';
import type { OwnDashboard } from '../dashboards/own-panels.js';
import { isRunbookUid } from '../dashboards/runbooks/names.js';
import { placeOf } from '../files/written.js';
import { isDnsLabel } from '../lib/dns-label.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { checkedBy } from './checked.js';
import { addDelivered } from './delivered/delivered.js';
import { recordedBeside } from './own-told.js';

/** A dashboard of one's own, and the environment beside whose dashboards it stands. */
export interface ArksOwnDashboardProps extends SurfaceProps {
  readonly dashboard: OwnDashboard;
  /** Names of series that it reads and that neither the catalogue nor a rule of ours has. */
  readonly series?: readonly string[];
}

/**
 * A dashboard of one's own, drawn and delivered as ours are. Synth refuses what the rules for ours do; the constructor throws where panels
 * do not fill the lines of the grid.
 */
export class ArksOwnDashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, dashboard, series = [] }: ArksOwnDashboardProps) {
    super(scope, id);
    const { uid } = dashboard;
    const plan = planOf(environment);
    const json = ownDashboardJson(dashboard, plan.drawing);
    addDelivered(this, environment, { id: uid, name: uid, json });
    const { delivery, format } = environment.grafana.dashboards;
    // Any other form holds the dashboard as a text of its own, in which nothing is taken for YAML.
    const isAsJson = format !== 'v2' || delivery !== 'operator';
    const [isWritable, sentence] = allWritable;
    checkedBy(this, () => {
      const known = new Set([...recordedBeside(this, plan), ...series]);
      const isFree = isDnsLabel(uid) && !DASHBOARDS.some((own) => own === uid) && !isRunbookUid(uid);
      return [
        ...(isFree ? [] : [`uid must be a DNS label, and none of ours, got "${uid}"`]),
        ...(isAsJson || isWritable(JSON.parse(json)) ? [] : [`it ${sentence}`]),
        ...lintFindings(JSON.parse(json), known, environment.metrics).map(
          ({ rule, sentence: says, found }) => `${rule}: ${says}; found ${found}`,
        ),
      ].map((message) => ({ ...placeOf(environment), message: `dashboard ${uid}: ${message}` }));
    });
  }
}
