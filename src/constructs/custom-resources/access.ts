import { Construct } from 'constructs';
import { ClusterRole, ClusterRoleBinding, RoleBinding, ServiceAccount } from '../../../imports/kubernetes.js';
import type { Environment } from '../../config/environment.js';
import { nameOfInstall } from '../../config/install-name.js';
import type { ResourceState } from '../../metrics/custom-resources/reading.js';
import { clusterMetadata, namespacedMetadata } from '../../objects/metadata.js';
import { clusterRole, serviceAccount } from '../../objects/rbac.js';
import { ofCluster } from '../of-cluster.js';

const component = 'custom-resources';
const verbs = ['list', 'watch'];

interface AccessProps {
  readonly environment: Environment;
  /** Name of the ServiceAccount; what it is bound to has the namespace behind it. */
  readonly name: string;
  readonly resources: readonly ResourceState[];
}

/**
 * Who kube-state-metrics is and what it may read: list and watch on exactly these kinds, only in the tenants' namespaces
 * where the environment lists them; and on the definitions of custom resources, by which it finds the kinds.
 */
export class CustomResourcesAccess extends Construct {
  constructor(scope: Construct, id: string, { environment, name, resources }: AccessProps) {
    super(scope, id);
    const reader = nameOfInstall(name, environment);
    const discovery = nameOfInstall(`${name}-discovery`, environment);
    const own = namespacedMetadata({ environment, component, name });
    new ServiceAccount(new Construct(this, 'account'), name, { metadata: own, automountServiceAccountToken: false });
    const subjects = [serviceAccount(name, environment.monitoring.namespace)];

    const roles = new Construct(this, 'roles');
    ofCluster(
      new ClusterRole(roles, reader, {
        metadata: clusterMetadata({ environment, component, name: reader }),
        rules: [{ apiGroups: ['arks.ai'], resources: resources.map(({ plural }) => plural).sort(), verbs }],
      }),
    );
    ofCluster(
      new ClusterRole(roles, discovery, {
        metadata: clusterMetadata({ environment, component, name: discovery }),
        rules: [{ apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs }],
      }),
    );

    const bindings = new Construct(this, 'bindings');
    const everywhere = environment.tenants.namespaces === 'all' ? [reader, discovery] : [discovery];
    for (const role of everywhere) {
      ofCluster(
        new ClusterRoleBinding(bindings, role, {
          metadata: clusterMetadata({ environment, component, name: role }),
          roleRef: clusterRole(role),
          subjects,
        }),
      );
    }
    for (const namespace of environment.tenants.namespaces === 'all' ? [] : environment.tenants.namespaces) {
      // The namespace is part of the name, since every object has a file of its own.
      const binding = nameOfInstall(`${name}-${namespace}`, environment);
      new RoleBinding(bindings, binding, {
        metadata: { ...namespacedMetadata({ environment, component, name: binding }), namespace },
        roleRef: clusterRole(reader),
        subjects,
      });
    }
  }
}
