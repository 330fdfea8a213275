const API_GROUP = 'rbac.authorization.k8s.io';

/** The reference of a binding to a ClusterRole. */
export function clusterRole(name: string) {
  return { apiGroup: API_GROUP, kind: 'ClusterRole', name };
}

/** A ServiceAccount as the subject of a binding. */
export function serviceAccount(name: string, namespace: string) {
  return { kind: 'ServiceAccount', name, namespace };
}
