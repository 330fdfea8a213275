import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** A kind's own fields beside the metadata that cdk8s knows. */
type Props<Model, Field extends keyof Model> = Pick<Model, Field> & { readonly metadata: ApiObjectMetadata };

/** A ClusterRole with its rules as they are written: cdk8s-plus makes a rule of each resource. */
export class ClusterRole extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IClusterRole, 'rules'>) {
    super(scope, id, { apiVersion: RBAC, kind: 'ClusterRole', ...props });
  }
}

/** Gives a ClusterRole to subjects everywhere. */
export class ClusterRoleBinding extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IClusterRoleBinding, 'roleRef' | 'subjects'>) {
    super(scope, id, { apiVersion: RBAC, kind: 'ClusterRoleBinding', ...props });
  }
}

/** Gives a ClusterRole to subjects in one namespace. */
export class RoleBinding extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IClusterRoleBinding, 'roleRef' | 'subjects'>) {
    super(scope, id, { apiVersion: RBAC, kind: 'RoleBinding', ...props });
  }
}

/** Who may reach pods over the network. */
export class NetworkPolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<INetworkPolicy, 'spec'>) {
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...props });
  }
}

/** A ServiceAccount. */
export class ServiceAccount extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IServiceAccount, 'automountServiceAccountToken'>) {
    super(scope, id, { apiVersion: 'v1', kind: 'ServiceAccount', ...props });
  }
}

/** A Secret without data: what is secret is filled in by the cluster, never by this program. */
export class EmptySecret extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<ISecret, 'type'>) {
    super(scope, id, { apiVersion: 'v1', kind: 'Secret', ...props });
  }
}

/** A ConfigMap with its data as text. */
export class ConfigMap extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IConfigMap, 'data'>) {
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });
  }
}
