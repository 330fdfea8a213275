import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { GrafanaDashboard, GrafanaFolder } from '../../imports/grafana.js';
import { ConfigMap } from '../../imports/kubernetes.js';
import type { DashboardUid } from '../config/dashboard-uids.js';
import type { Environment } from '../config/environment.js';
import { extraDashboards } from '../dashboards/extra.js';
import { dashboardProblems } from '../dashboards/lint/problems.js';
import { NOT_FOR_FLUX } from '../objects/flux.js';
import { namespacedMetadata } from '../objects/metadata.js';
import type { PartProps, SurfaceProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { checkedBy } from './checked.js';
import { recordedBeside } from './own-told.js';
import { writeSyncOptions } from './sync.js';

const COMPONENT = 'dashboards';
const FOLDER = 'arks';
const RUNBOOKS = 'arks-runbooks';

/** What objects of dashboards say of an environment. */
type DeliverySettings = Pick<Environment, 'grafana' | 'monitoring'>;

/** A dashboard as an object carries it. */
interface Delivered {
  readonly id: string;
  readonly name: string;
  readonly json: string;
  /** The folder that it is put into; that of the other dashboards unless it says so. */
  readonly folder?: Folder;
}

/** A folder of Grafana: its title, and the object that makes it for grafana-operator. */
interface Folder {
  readonly title: string;
  readonly name: string;
}

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
    const { delivery, operator, runbooks } = environment.grafana.dashboards;
    const folder = { title: runbooks.folder, name: RUNBOOKS };
    if (delivery === 'operator' && operator.folderRef === undefined) {
      new ArksDashboardFolder(this, 'folder', { environment });
      if (plan.runbooks.length > 0) addFolder(this, { environment }, folder);
    }
    for (const { name, json } of plan.runbooks) addDelivered(this, environment, { id: name, name, json, folder });
    for (const { uid, json } of own) addDelivered(this, environment, { id: uid, name: uid, json });
    for (const { name, json } of extra.dashboards) addDelivered(this, environment, { id: `extra-${name}`, name, json });
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
    addFolder(this, { environment }, folderOf(environment));
  }
}

/** The folder of all but runbooks. */
function folderOf({ grafana }: Pick<Environment, 'grafana'>): Folder {
  return { title: grafana.dashboards.folder, name: FOLDER };
}

function addFolder(scope: Construct, { environment }: SurfaceProps, { title, name }: Folder): void {
  const { operator } = environment.grafana.dashboards;
  new GrafanaFolder(scope, `${name}-folder`, {
    metadata: dashboardMetadata(environment, name),
    spec: {
      allowCrossNamespaceImport: operator.allowCrossNamespaceImport,
      instanceSelector: { matchLabels: operator.instanceSelector },
      resyncPeriod: operator.resyncPeriod,
      title,
    },
  });
}

/** Metadata of an object of Grafana, which may look in another namespace than Prometheus does. */
function dashboardMetadata(environment: DeliverySettings, name: string): ApiObjectMetadata {
  const { namespace = environment.monitoring.namespace } = environment.grafana.dashboards;
  return { ...namespacedMetadata({ environment, component: COMPONENT, name }), namespace };
}

/** Adds a dashboard in the form that Grafana takes it in this environment. */
export function addDelivered(scope: Construct, environment: DeliverySettings, dashboard: Delivered): void {
  const add = environment.grafana.dashboards.delivery === 'sidecar' ? addConfigMap : addDashboard;
  writeSyncOptions(add(scope, environment, dashboard));
}

function addConfigMap(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const { id, name, json, folder = folderOf(environment) } = dashboard;
  const { sidecar } = environment.grafana.dashboards;
  const metadata = dashboardMetadata(environment, name);
  return new ConfigMap(scope, id, {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...sidecar.labels },
      annotations: { ...metadata.annotations, ...NOT_FOR_FLUX, [sidecar.folderAnnotation]: folder.title },
    },
    data: { [`${name}.json`]: json },
  });
}

function addDashboard(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const { id, name, json, folder = folderOf(environment) } = dashboard;
  const { operator } = environment.grafana.dashboards;
  const metadata = dashboardMetadata(environment, name);
  return new GrafanaDashboard(scope, id, {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...NOT_FOR_FLUX } },
    spec: {
      allowCrossNamespaceImport: operator.allowCrossNamespaceImport,
      folderRef: operator.folderRef ?? folder.name,
      instanceSelector: { matchLabels: operator.instanceSelector },
      json,
      resyncPeriod: operator.resyncPeriod,
    },
  });
}
