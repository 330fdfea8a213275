import { ApiResource, ClusterRole, ClusterRoleBinding, type ISubject, RoleBinding } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import type { ResourceState } from '../../metrics/custom-resources/reading.js';
import { clusterMetadata, namespacedMetadata } from '../metadata.js';

const component = 'custom-resources';
const VERBS = ['list', 'watch'];
const DEFINITIONS = ApiResource.custom({
  apiGroup: 'apiextensions.k8s.io',
  resourceType: 'customresourcedefinitions',
});

interface AccessProps {
  readonly environment: Environment;
  readonly name: string;
  readonly resources: readonly ResourceState[];
  readonly subject: ISubject;
}

/**
 * What kube-state-metrics may read: list and watch on exactly these kinds, and only in the tenants' namespaces where the
 * environment lists them; and on the definitions of custom resources, by which it finds the kinds.
 */
export class CustomResourcesAccess extends Construct {
  constructor(scope: Construct, id: string, { environment, name, resources, subject }: AccessProps) {
    super(scope, id);
    const kinds = resources.map(({ plural }) => plural).sort();
    const discovery = `${name}-discovery`;
    this.addRole(
      environment,
      name,
      kinds.map((resourceType) => ApiResource.custom({ apiGroup: 'arks.ai', resourceType })),
    );
    this.addRole(environment, discovery, [DEFINITIONS]);

    this.bindEverywhere(environment, discovery, subject);
    if (environment.tenants.namespaces === 'all') this.bindEverywhere(environment, name, subject);
    else for (const namespace of environment.tenants.namespaces) this.bindIn(namespace, environment, name, subject);
  }

  private addRole(environment: Environment, name: string, endpoints: ApiResource[]): void {
    new ClusterRole(new Construct(this, `role-${name}`), name, {
      metadata: clusterMetadata({ environment, component, name }),
      rules: [{ verbs: VERBS, endpoints }],
    });
  }

  private bindEverywhere(environment: Environment, name: string, subject: ISubject): void {
    const scope = new Construct(this, `binding-${name}`);
    new ClusterRoleBinding(scope, name, {
      metadata: clusterMetadata({ environment, component, name }),
      role: ClusterRole.fromClusterRoleName(scope, 'role', name),
    }).addSubjects(subject);
  }

  private bindIn(namespace: string, environment: Environment, role: string, subject: ISubject): void {
    // The namespace is part of the name, since every object has a file of its own.
    const name = `${role}-${namespace}`;
    const scope = new Construct(this, `binding-${name}`);
    new RoleBinding(scope, name, {
      metadata: { ...namespacedMetadata({ environment, component, name }), namespace },
      role: ClusterRole.fromClusterRoleName(scope, 'role', role),
    }).addSubjects(subject);
  }
}
