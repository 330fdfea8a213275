import { Construct } from 'constructs';
import {
  ClusterRole,
  ClusterRoleBinding,
  EmptySecret,
  RoleBinding,
  ServiceAccount,
} from '../../../imports/kubernetes.js';
import { nameOfInstall, nameWithin } from '../../config/install-name.js';
import { ACCOUNT_ANNOTATION } from '../../config/own-keys.js';
import { clusterMetadata, namespacedMetadata } from '../../objects/metadata.js';
import { clusterRole, serviceAccount } from '../../objects/rbac.js';
import type { PartProps } from '../../plan/part-props.js';
import { homeOf } from '../../scraping/home.js';
import { ownSecret } from '../../scraping/surfaces/operator.js';
import { ofCluster } from '../of-cluster.js';
import { SurfaceMonitor } from './monitor.js';

const ACCOUNT = 'arks-operator-metrics';
/** Arks ships it and binds nobody to it: `get` on the URL /metrics, and nothing else. */
const READER_ROLE = 'arks-operator-metrics-reader';

const COLLECTOR_ROLE = 'arks-operator-metrics-collector';
/** Of Google's managed collection. */
const COLLECTOR: Account = { name: 'collector', namespace: 'gmp-system' };

interface Account {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Scrapes the operator, which answers only over https and only to a token that may read /metrics.
 * The token's Secret is written without data; Kubernetes fills it in. A Secret that the environment names is the user's,
 * with the account behind it, and is only referred to. With a scrape class the token is Prometheus' own, of which a binding
 * alone is written.
 */
export class ArksOperator extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'operator');
    const { environment } = props;
    const { tokenSecret, scrapeClass } = environment.surfaces.operator;
    const { namespace } = environment.monitoring;
    if (scrapeClass !== undefined) {
      const { serviceAccount: account } = scrapeClass;
      this.bindReader(props, { name: account.name, namespace: account.namespace ?? namespace });
    } else if (tokenSecret === undefined) {
      this.bindReader(props, this.addReader(props));
    }
    if (environment.scrape.target === 'gke') this.letCollectorRead(props);
  }

  /** A monitor reads Secrets of its own namespace only, and the token of a Secret is that of an account beside it. */
  private addReader({ environment }: PartProps): Account {
    const component = 'operator';
    const namespace = homeOf(environment.arks.namespace, environment);
    const account = { name: nameWithin(namespace, ACCOUNT, environment), namespace };
    new ServiceAccount(this, account.name, {
      metadata: { ...namespacedMetadata({ environment, component, name: account.name }), namespace },
      automountServiceAccountToken: false,
    });
    const { name } = ownSecret(environment);
    const secret = namespacedMetadata({ environment, component, name });
    new EmptySecret(this, name, {
      metadata: { ...secret, namespace, annotations: { ...secret.annotations, [ACCOUNT_ANNOTATION]: account.name } },
      type: 'kubernetes.io/service-account-token',
    });
    return account;
  }

  /** Google's collector reads a Secret only where it is allowed to (collection_secret_access.go). */
  private letCollectorRead({ environment }: PartProps): void {
    const component = 'operator';
    const { tokenSecret, tls } = environment.surfaces.operator;
    const { name: token } = tokenSecret ?? ownSecret(environment);
    const authority = tls?.ca.secret?.name;
    const name = nameOfInstall(COLLECTOR_ROLE, environment);
    const metadata = clusterMetadata({ environment, component, name });
    const access = new Construct(this, 'collector');
    ofCluster(
      new ClusterRole(new Construct(access, 'role'), name, {
        metadata,
        rules: [
          {
            apiGroups: [''],
            resources: ['secrets'],
            resourceNames: [...new Set([token, ...(authority === undefined ? [] : [authority])])],
            verbs: ['get'],
          },
        ],
      }),
    );
    new RoleBinding(access, name, {
      metadata: { ...metadata, namespace: environment.arks.namespace },
      roleRef: clusterRole(name),
      subjects: [serviceAccount(COLLECTOR.name, COLLECTOR.namespace)],
    });
  }

  private bindReader({ environment }: PartProps, account: Account): void {
    const binding = nameOfInstall(READER_ROLE, environment);
    ofCluster(
      new ClusterRoleBinding(this, binding, {
        metadata: clusterMetadata({ environment, component: 'operator', name: binding }),
        roleRef: clusterRole(READER_ROLE),
        subjects: [serviceAccount(account.name, account.namespace)],
      }),
    );
  }
}
