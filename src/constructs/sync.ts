import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { COMPONENT_LABEL } from './metadata.js';
import { needsServerSideApply } from './sizes.js';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Who may do what, and what workloads read; then the rest. A wave waits until the one before it is healthy, so nothing else comes
 * first: one Deployment that cannot start, or one rule that is refused, must not keep everything else away.
 */
const WAVES = { first: 0, rest: 1 } as const;

const WAVE_OF_KIND: Readonly<Record<string, number>> = {
  ClusterRole: WAVES.first,
  ClusterRoleBinding: WAVES.first,
  ConfigMap: WAVES.first,
  NetworkPolicy: WAVES.first,
  RoleBinding: WAVES.first,
  Secret: WAVES.first,
  ServiceAccount: WAVES.first,
  Deployment: WAVES.rest,
  Service: WAVES.rest,
  AlertmanagerConfig: WAVES.rest,
  ClusterPodMonitoring: WAVES.rest,
  ClusterRules: WAVES.rest,
  PodMonitor: WAVES.rest,
  PodMonitoring: WAVES.rest,
  PrometheusRule: WAVES.rest,
  ServiceMonitor: WAVES.rest,
  VMPodScrape: WAVES.rest,
  VMRule: WAVES.rest,
  VMServiceScrape: WAVES.rest,
  GrafanaDashboard: WAVES.rest,
  GrafanaFolder: WAVES.rest,
};

/** What a kind alone does not say: a ConfigMap may hold what a workload reads, rules or a dashboard. */
const WAVE_OF_COMPONENT: Readonly<Record<string, number>> = { dashboards: WAVES.rest, rules: WAVES.rest };

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
