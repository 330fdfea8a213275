import { Construct } from 'constructs';
import { GrafanaDashboard, GrafanaFolder } from '../../imports/grafana.js';
import { ConfigMap } from '../../imports/kubernetes.js';
import type { Environment } from '../config/environment.js';
import { extraDashboards } from '../dashboards/extra.js';
import { dashboardsOf } from '../dashboards/index.js';
import { dashboardProblems } from '../dashboards/lint/problems.js';
import { namespacedMetadata } from './metadata.js';
import type { SurfaceProps } from './surface.js';

const COMPONENT = 'dashboards';
const FOLDER = 'arks';
/** What fits into the annotation in which kubectl keeps what it applied; beyond that only the server can apply it. */
const LAST_APPLIED_BYTES = 262_144;
const SERVER_SIDE_APPLY = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };

/** A dashboard as an object carries it. */
interface Delivered {
  readonly id: string;
  readonly name: string;
  readonly json: string;
}

/** The dashboards, those of others beside ours, an object each, as the sidecar of Grafana's Helm chart or grafana-operator takes them. */
export class ArksDashboards extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const own = dashboardsOf(environment);
    const extra = extraDashboards(environment);
    this.node.addValidation({
      validate: () => [...extra.problems, ...dashboardProblems(environment, own, extra.dashboards)],
    });
    const all = [
      ...own.map(({ uid, json }) => ({ id: uid, name: uid, json })),
      ...extra.dashboards.map(({ name, json }) => ({ id: `extra-${name}`, name, json })),
    ];
    if (all.length === 0) return;
    if (environment.grafana.dashboards.delivery === 'sidecar') {
      for (const dashboard of all) addConfigMap(this, environment, dashboard);
      return;
    }
    addFolder(this, environment);
    for (const dashboard of all) addDashboard(this, environment, dashboard);
  }
}

function addConfigMap(scope: Construct, environment: Environment, { id, name, json }: Delivered): void {
  const { folder, sidecar } = environment.grafana.dashboards;
  const metadata = namespacedMetadata({ environment, component: COMPONENT, name });
  new ConfigMap(scope, id, {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...sidecar.labels },
      annotations: { ...metadata.annotations, ...applied(json), [sidecar.folderAnnotation]: folder },
    },
    data: { [`${name}.json`]: json },
  });
}

function addFolder(scope: Construct, environment: Environment): void {
  const { folder, operator } = environment.grafana.dashboards;
  new GrafanaFolder(scope, FOLDER, {
    metadata: namespacedMetadata({ environment, component: COMPONENT, name: FOLDER }),
    spec: {
      allowCrossNamespaceImport: false,
      instanceSelector: { matchLabels: operator.instanceSelector },
      resyncPeriod: operator.resyncPeriod,
      title: folder,
    },
  });
}

function addDashboard(scope: Construct, environment: Environment, { id, name, json }: Delivered): void {
  const { operator } = environment.grafana.dashboards;
  const metadata = namespacedMetadata({ environment, component: COMPONENT, name });
  new GrafanaDashboard(scope, id, {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...applied(json) } },
    spec: {
      allowCrossNamespaceImport: false,
      folderRef: FOLDER,
      instanceSelector: { matchLabels: operator.instanceSelector },
      json,
      resyncPeriod: operator.resyncPeriod,
    },
  });
}

/** The annotation without which Argo CD cannot apply an object of this size. */
function applied(json: string): Readonly<Record<string, string>> {
  return Buffer.byteLength(json) > LAST_APPLIED_BYTES ? SERVER_SIDE_APPLY : {};
}
