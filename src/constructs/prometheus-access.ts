import { Construct } from 'constructs';
import { ClusterRole, ClusterRoleBinding, RoleBinding } from '../../imports/kubernetes.js';
import { nameOfInstall } from '../config/install-name.js';
import { OF_PLATFORM } from '../config/surfaces.js';
import { clusterMetadata, namespacedMetadata } from '../objects/metadata.js';
import { clusterRole, serviceAccount } from '../objects/rbac.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { namespaceOf } from '../scraping/places.js';
import type { ScrapeSettings } from '../scraping/settings.js';
import { ofCluster } from './of-cluster.js';

const NAME = 'arks-prometheus-discovery';
const component = 'monitoring';
const verbs = ['get', 'list', 'watch'];
/** What discovery by endpoints, by endpoint slices and by pods reads; nothing of it holds a secret. */
const RULES = [
  { apiGroups: [''], resources: ['endpoints', 'pods', 'services'], verbs },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
];

/**
 * Lets the ServiceAccount of a Prometheus find what our monitors select, where the environment names one: everywhere where
 * tenants are, or in the namespaces of the listed ones and of the platform. kube-prometheus grants it in three namespaces only.
 */
export class PrometheusAccess extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const account = environment.monitoring.prometheusServiceAccount;
    if (account === undefined) return;
    const role = nameOfInstall(NAME, environment);
    const metadata = clusterMetadata({ environment, component, name: role });
    ofCluster(new ClusterRole(new Construct(this, 'roles'), role, { metadata, rules: RULES }));

    const bindings = new Construct(this, 'bindings');
    const bound = {
      roleRef: clusterRole(role),
      subjects: [serviceAccount(account.name, account.namespace ?? environment.monitoring.namespace)],
    };
    if (environment.tenants.namespaces === 'all') {
      ofCluster(new ClusterRoleBinding(bindings, role, { metadata, ...bound }));
      return;
    }
    for (const namespace of watchedNamespaces(environment, environment.tenants.namespaces)) {
      const name = nameOfInstall(`${NAME}-${namespace}`, environment);
      new RoleBinding(bindings, name, {
        metadata: { ...namespacedMetadata({ environment, component, name }), namespace },
        ...bound,
      });
    }
  }
}

/** Each namespace that a monitor looks into, once. */
function watchedNamespaces(environment: ScrapeSettings, tenants: readonly string[]): readonly string[] {
  const platform = OF_PLATFORM.filter((surface) => environment.surfaces[surface].enabled);
  return [...new Set([...tenants, ...platform.map((surface) => namespaceOf(surface, environment))])].sort();
}
