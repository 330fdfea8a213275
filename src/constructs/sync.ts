import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { COMPONENT_LABEL } from './metadata.js';
import { needsServerSideApply } from './sizes.js';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';

/** Who may do what, and what workloads read; then workloads; then what watches them; then what people look at. */
const WAVES = { access: 0, workload: 1, watch: 2, view: 3 } as const;

const WAVE_OF_KIND: Readonly<Record<string, number>> = {
  ClusterRole: WAVES.access,
  ClusterRoleBinding: WAVES.access,
  ConfigMap: WAVES.access,
  NetworkPolicy: WAVES.access,
  RoleBinding: WAVES.access,
  Secret: WAVES.access,
  ServiceAccount: WAVES.access,
  Deployment: WAVES.workload,
  Service: WAVES.workload,
  AlertmanagerConfig: WAVES.watch,
  ClusterRules: WAVES.watch,
  PodMonitor: WAVES.watch,
  PrometheusRule: WAVES.watch,
  ServiceMonitor: WAVES.watch,
  VMPodScrape: WAVES.watch,
  VMRule: WAVES.watch,
  VMServiceScrape: WAVES.watch,
  GrafanaDashboard: WAVES.view,
  GrafanaFolder: WAVES.view,
};

/** What a kind alone does not say: a ConfigMap may hold what a workload reads, rules or a dashboard. */
const WAVE_OF_COMPONENT: Readonly<Record<string, number>> = { dashboards: WAVES.view, rules: WAVES.watch };

/**
 * Tells Argo CD of every object below a construct when to apply it, and of large ones to leave it to the API server.
 * Throws where nothing says when an object's turn is.
 */
export function writeSyncAnnotations(scope: Construct): void {
  for (const object of scope.node.findAll()) {
    if (!(object instanceof ApiObject)) continue;
    object.metadata.addAnnotation(WAVE, String(waveOf(object)));
    writeSyncOptions(object);
  }
}

/** Has Argo CD leave an object to the API server which is too large for it to note in an annotation what it applied. */
export function writeSyncOptions(object: ApiObject): void {
  if (needsServerSideApply(object.toJson())) object.metadata.addAnnotation(OPTIONS, 'ServerSideApply=true');
}

function waveOf({ kind, name, metadata }: ApiObject): number {
  const component: unknown = metadata.getLabel(COMPONENT_LABEL);
  const wave = WAVE_OF_COMPONENT[String(component)] ?? WAVE_OF_KIND[kind];
  if (wave === undefined) throw new Error(`${kind} ${name}: has no sync wave; add the kind to src/constructs/sync.ts`);
  return wave;
}
