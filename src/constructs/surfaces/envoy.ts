import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import { clusterLabel, noOtherCluster, oneTargetPerPod } from '../../scraping/identity.js';
import { keepSeriesOf } from '../../scraping/kept-series.js';
import { namespaceOf } from '../../scraping/places.js';
import { drop, type RelabelRule, replaceMatch } from '../../scraping/relabeling.js';
import { scrapeLimits, scrapeSettings } from '../../scraping/scrape-settings.js';
import { metricsOf } from '../../scraping/surface-metrics.js';
import { selectedMetadata } from '../metadata.js';
import { podScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-envoy';

/** Envoy's listeners for probes, scrapes and administration; their requests are nobody's traffic. */
const notProbes: RelabelRule = drop('envoy_http_conn_manager_prefix', 'admin|eg-.+');

/** Envoy Gateway names an upstream cluster after namespace and ArksEndpoint, and the endpoint is the model asked for. */
const routeIdentity: RelabelRule[] = [['namespace', '$1'] as const, ['model', '$2'] as const].map(
  ([targetLabel, replacement]) =>
    replaceMatch({
      sourceLabels: ['envoy_cluster_name'],
      regex: 'httproute/([^/]+)/([^/]+)/rule/.+',
      targetLabel,
      replacement,
    }),
);

/**
 * The routes that Arks ships for itself (arks e1732a9, gateway-plugin.yaml: /v1/models, and one without a backend) serve no
 * model. Their namespace stays that of Arks, where they live. A namespace has no letter that means more in a regex.
 * The empty group empties the label: older operators take an empty replacement for none, and that for `$1`.
 */
function noModel({ arks }: Environment): RelabelRule {
  return replaceMatch({
    sourceLabels: ['envoy_cluster_name'],
    regex: `httproute/${arks.namespace}/arks-(?:gateway-http|reserved)-router/.+()`,
    targetLabel: 'model',
    replacement: '$1',
  });
}

/** Scrapes the Envoy data plane of the gateway, whose metrics port stands on the pods only. */
export class ArksEnvoy extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const { name, namespace } = environment.gateway;
    this.monitor = podScrape(this, NAME, {
      environment,
      surface: 'envoy',
      metadata: selectedMetadata({ environment, component: 'envoy', name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'envoy'),
        namespaceSelector: { matchNames: [namespaceOf('envoy', environment)] },
        selector: {
          matchLabels: {
            'app.kubernetes.io/name': 'envoy',
            'app.kubernetes.io/component': 'proxy',
            'gateway.envoyproxy.io/owning-gateway-name': name,
            'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
          },
        },
        podMetricsEndpoints: [
          {
            ...scrapeSettings(environment),
            port: 'metrics',
            path: '/stats/prometheus',
            relabelings: [oneTargetPerPod, ...clusterLabel(environment)],
            metricRelabelings: [
              ...keepSeriesOf(metricsOf('envoy', environment)),
              noOtherCluster(environment),
              notProbes,
              ...routeIdentity,
              noModel(environment),
            ],
          },
        ],
      },
    });
  }
}
