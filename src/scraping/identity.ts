import type { FromPod, LabelRequirement } from './pod-monitoring-spec.js';
import { copyLabel, drop, dropLabels, type RelabelRule, setLabel } from './relabeling.js';
import type { ScrapeSettings } from './settings.js';

/** Labels of pods, as Arks and LeaderWorkerSet write them. */
const OF_PODS = {
  application: 'arks.ai/application',
  role: 'arks.ai/disaggregation-role',
  workerIndex: 'leaderworkerset.sigs.k8s.io/worker-index',
} as const;
/** More than one replica has: 32 machines of 8 accelerators. A selector can name numbers, and no pattern for them. */
const MOST_WORKERS = 31;

const APPLICATION = '__meta_kubernetes_pod_label_arks_ai_application';
const ROLE = '__meta_kubernetes_pod_label_arks_ai_disaggregation_role';
/** LeaderWorkerSet numbers the pods of a group; only number 0 serves. */
const WORKER_INDEX = '__meta_kubernetes_pod_label_leaderworkerset_sigs_k8s_io_worker_index';

/** The identity of a replica: which application, in which role. A pod without a role serves alone. */
export function replicaIdentity(settings: ScrapeSettings): RelabelRule[] {
  return [
    copyLabel(APPLICATION, 'application'),
    setLabel('role', 'unified'),
    copyLabel(ROLE, 'role'),
    ...clusterLabel(settings),
  ];
}

/**
 * Leaves out the pods of a group that only compute. The RBG backend labels them as leaders (arks e1732a9,
 * rbg lws_reconciler.go:186-209), so the Service selects them, and a scrape of 8080 there fails for ever.
 */
export const leadersOnly: RelabelRule = drop(WORKER_INDEX, '[1-9][0-9]*');

/** The same as labels that select pods. */
export const leadersAlone: LabelRequirement = {
  key: OF_PODS.workerIndex,
  operator: 'NotIn',
  values: Array.from({ length: MOST_WORKERS }, (_, index) => String(index + 1)),
};

/** Pods of applications, and of those the ones that serve alone. */
export const ofAnApplication: LabelRequirement = { key: OF_PODS.application, operator: 'Exists' };
export const ofNoApplication: LabelRequirement = { key: OF_PODS.application, operator: 'DoesNotExist' };
export const withoutRole: LabelRequirement = { key: OF_PODS.role, operator: 'DoesNotExist' };

/** The identity of a replica from labels of its pod. */
export const applicationFromPod: FromPod = { from: OF_PODS.application, to: 'application' };
export const roleFromPod: FromPod = { from: OF_PODS.role, to: 'role' };
/** What samples say where no label of the pod does; `up` and the other series of a scrape itself stay without (docs/gke.md). */
export const servesAlone: RelabelRule = setLabel('role', 'unified');

/** SGLang and its router say `endpoint` for the route; the target's own label of that name is the lesser of the two. */
export const freeEndpointLabel: RelabelRule = dropLabels('endpoint');

/**
 * Several containers of a pod may declare one port, those that only prepare it included, and each declaration is a target. Without
 * the name of the container they are alike, and of targets that are alike Prometheus keeps one.
 */
export const oneTargetPerPod: RelabelRule = dropLabels('container');

/** The cluster's label; nothing where the environment names none, and where a managed Prometheus writes it. */
export function clusterLabel({ cluster, scrape }: ScrapeSettings): RelabelRule[] {
  if (cluster.name === undefined || scrape.target !== 'operator') return [];
  return [setLabel(cluster.label, cluster.name)];
}

/**
 * Which cluster a series is of is not for its exporter to say: an external label does not replace a label that is there. What it says
 * goes, and so does the name under which Prometheus puts it aside where the target's label is another.
 */
export function noOtherCluster(environment: ScrapeSettings): RelabelRule {
  const { label } = environment.cluster;
  // Google writes its own on every target, and refuses a rule that could take that away.
  const isWritten = clusterLabel(environment).length > 0 || environment.scrape.target === 'gke';
  return dropLabels(!isWritten ? `(?:exported_)*${label}` : `(?:exported_)+${label}`);
}
