import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRoleBinding, EmptySecret, ServiceAccount } from '../../../imports/kubernetes.js';
import type { Environment } from '../../config/environment.js';
import { ACCOUNT_ANNOTATION } from '../../config/own-keys.js';
import { namespaceOf } from '../../config/places.js';
import { metricsOf } from '../../rules/surface-metrics.js';
import { OPERATOR_JOB } from '../../signals/exposed.js';
import { clusterIdentity, noOtherCluster } from '../identity.js';
import { keepSeriesOf } from '../kept-series.js';
import { clusterMetadata, nameOfInstall, namespacedMetadata, ofCluster, selectedMetadata } from '../metadata.js';
import { clusterRole, serviceAccount } from '../rbac.js';
import { scrapeLimits, scrapeSettings } from '../scrape-settings.js';
import { serviceScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-operator';
const ACCOUNT = 'arks-operator-metrics';
/** Kubernetes fills the key `token` of a Secret of this type, and no other. */
const OWN_SECRET = { name: 'arks-operator-metrics-token', key: 'token' };
/** Arks ships it and binds nobody to it: `get` on the URL /metrics, and nothing else. */
const READER_ROLE = 'arks-operator-metrics-reader';

/**
 * How its certificate is verified. The operator signs its own unless it is started with --metrics-cert-path. Prometheus asks pods by
 * their addresses, so it must be told the name that a certificate is for.
 */
function verification({ arks, surfaces }: Environment) {
  const { tls } = surfaces.operator;
  if (tls === undefined) return { insecureSkipVerify: true };
  const { configMap, secret } = tls.ca;
  const ca = { ...(configMap === undefined ? {} : { configMap }), ...(secret === undefined ? {} : { secret }) };
  return { ca, insecureSkipVerify: false, serverName: tls.serverName ?? `${OPERATOR_JOB}.${arks.namespace}.svc` };
}

/**
 * Scrapes the operator, which answers only over https and only to a token that may read /metrics.
 * The token's Secret is written without data; Kubernetes fills it in. A Secret that the environment names is the user's,
 * with the account behind it, and is only referred to. With a scrape class the token is Prometheus' own, of which a binding
 * alone is written.
 */
export class ArksOperator extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const { tokenSecret, scrapeClass } = environment.surfaces.operator;
    const { namespace } = environment.monitoring;
    if (scrapeClass !== undefined) {
      const { serviceAccount: account } = scrapeClass;
      this.bindReader({ environment }, { name: account.name, namespace: account.namespace ?? namespace });
    } else if (tokenSecret === undefined) {
      this.addReader({ environment });
      this.bindReader({ environment }, { name: ACCOUNT, namespace });
    }
    this.monitor = serviceScrape(this, NAME, {
      environment,
      surface: 'operator',
      metadata: selectedMetadata({ environment, component: 'operator', name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'operator'),
        ...(scrapeClass === undefined ? {} : { scrapeClass: scrapeClass.name }),
        namespaceSelector: { matchNames: [namespaceOf('operator', environment)] },
        selector: {
          matchLabels: { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' },
        },
        endpoints: [
          {
            ...scrapeSettings(environment),
            port: 'https',
            scheme: 'https',
            // A monitor that says its own hides that of its class.
            ...(scrapeClass === undefined
              ? { authorization: { type: 'Bearer', credentials: tokenSecret ?? OWN_SECRET } }
              : {}),
            tlsConfig: verification(environment),
            ...clusterIdentity(environment),
            metricRelabelings: [...keepSeriesOf(metricsOf('operator', environment)), noOtherCluster(environment)],
          },
        ],
      },
    });
  }

  private addReader({ environment }: SurfaceProps): void {
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

  private bindReader(
    { environment }: SurfaceProps,
    account: { readonly name: string; readonly namespace: string },
  ): void {
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
