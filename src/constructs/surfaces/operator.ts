import type { Construct } from 'constructs';
import { ClusterRoleBinding, EmptySecret, ServiceAccount } from '../../../imports/kubernetes.js';
import { ACCOUNT_ANNOTATION } from '../../config/own-keys.js';
import { OWN_SECRET } from '../../scraping/surfaces/operator.js';
import { clusterMetadata, nameOfInstall, namespacedMetadata, ofCluster } from '../metadata.js';
import { clusterRole, serviceAccount } from '../rbac.js';
import type { PartProps } from '../surface.js';
import { SurfaceMonitor } from './monitor.js';

const ACCOUNT = 'arks-operator-metrics';
/** Arks ships it and binds nobody to it: `get` on the URL /metrics, and nothing else. */
const READER_ROLE = 'arks-operator-metrics-reader';

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
      this.addReader(props);
      this.bindReader(props, { name: ACCOUNT, namespace });
    }
  }

  private addReader({ environment }: PartProps): void {
    const component = 'operator';
    new ServiceAccount(this, ACCOUNT, {
      metadata: namespacedMetadata({ environment, component, name: ACCOUNT }),
      automountServiceAccountToken: false,
    });
    const secret = namespacedMetadata({ environment, component, name: OWN_SECRET.name });
    new EmptySecret(this, OWN_SECRET.name, {
      metadata: { ...secret, annotations: { ...secret.annotations, [ACCOUNT_ANNOTATION]: ACCOUNT } },
      type: 'kubernetes.io/service-account-token',
    });
  }

  private bindReader({ environment }: PartProps, account: { readonly name: string; readonly namespace: string }): void {
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
