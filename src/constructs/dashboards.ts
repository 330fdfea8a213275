import { Construct } from 'constructs';
import type { DashboardUid } from '../config/dashboard-uids.js';
import { extraDashboards } from '../dashboards/extra.js';
import { dashboardProblems } from '../dashboards/lint/problems.js';
import type { PartProps, SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { checkedBy } from './checked.js';
import { folderOf, runbooksFolderOf } from './delivered/dashboard.js';
import { addDelivered } from './delivered/delivered.js';
import { addFolder } from './delivered/folder.js';
import { recordedBeside } from './own-told.js';

/** Our dashboards, the runbooks and what rides along, an object each, as the sidecar of Grafana's Helm chart or grafana-operator takes them. */
export class ArksDashboards extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    const own = plan.drawn;
    const extra = extraDashboards(environment);
    checkedBy(this, () => {
      const { drawn, runbooks } = plan;
      const recordedNames = recordedBeside(this, plan);
      return [...extra.problems, ...dashboardProblems(environment, { drawn, runbooks, recordedNames }, extra)];
    });
    if (own.length + extra.dashboards.length === 0) return;
    const { delivery, operator } = environment.grafana.dashboards;
    const folder = runbooksFolderOf(environment);
    if (delivery === 'operator' && operator.folderRef === undefined) {
      new ArksDashboardFolder(this, 'folder', { environment });
      if (plan.runbooks.length > 0) addFolder(this, environment, folder);
    }
    for (const { name, json } of plan.runbooks) addDelivered(this, environment, { id: name, name, json, folder });
    for (const { uid, json } of own) addDelivered(this, environment, { id: uid, name: uid, json });
    for (const { name, json } of extra.dashboards) {
      addDelivered(this, environment, { id: `extra-${name}`, name, json, isOfOthers: true });
    }
  }
}

/** Which dashboard of an environment. */
export interface ArksDashboardProps extends SurfaceProps {
  readonly uid: DashboardUid;
}

/** One dashboard alone; for grafana-operator it wants an ArksDashboardFolder beside it. Throws where it is off or would be empty. */
export class ArksDashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, uid }: ArksDashboardProps) {
    super(scope, id);
    const dashboards = planOf(environment).drawn;
    const found = dashboards.find((dashboard) => dashboard.uid === uid);
    if (found === undefined) {
      const there = dashboards.map((dashboard) => dashboard.uid).join(', ');
      throw new Error(`uid must be a dashboard of the environment, got "${uid}"; there are ${there || 'none'}`);
    }
    addDelivered(this, environment, { id: uid, name: uid, json: found.json });
  }
}

/** The folder that dashboards for grafana-operator are put into. */
export class ArksDashboardFolder extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    addFolder(this, environment, folderOf(environment));
  }
}
