import { envoy as facts } from '../../config/surfaces/envoy.js';
import { clusterLabel, oneTargetPerPod } from '../identity.js';
import { drop, type RelabelRule, replaceMatch } from '../relabeling.js';
import type { ScrapeSettings } from '../settings.js';
import type { SurfaceOfPlatform } from '../surface.js';
import { ON_POD } from '../target-labels.js';

/** Envoy's listeners for probes, scrapes and administration; their requests are nobody's traffic. */
const notProbes: RelabelRule = drop('envoy_http_conn_manager_prefix', 'admin|eg-.+');

/** Of an upstream, whose name says the route that it belongs to. */
const ROUTE = 'envoy_cluster_name';

/** Envoy Gateway names an upstream cluster after namespace and ArksEndpoint, and the endpoint is the model asked for. */
const routeIdentity: readonly RelabelRule[] = [['namespace', '$1'] as const, ['model', '$2'] as const].map(
  ([targetLabel, replacement]) =>
    replaceMatch({
      sourceLabels: [ROUTE],
      regex: 'httproute/([^/]+)/([^/]+)/rule/.+',
      targetLabel,
      replacement,
    }),
);

/** The Envoy data plane of the gateway, whose metrics port stands on the pods only. */
export const envoy: SurfaceOfPlatform = {
  object: facts.ours.monitor,
  component: 'envoy',
  finds: 'pods',
  namespace: ({ gateway }) => gateway.envoyNamespace,
  tenantBy: [ROUTE],
  selector: podsOfGateway,
  // Envoy Gateway v1.2.8; clients have the ports of its listeners.
  answers: (settings) => ({ pods: podsOfGateway(settings), port: 19_001 }),
  exporters: () => [['envoy']],
  targetLabels: [...ON_POD, 'endpoint', 'model'],
  endpoint: (settings) => ({
    port: 'metrics',
    path: '/stats/prometheus',
    relabelings: [oneTargetPerPod, ...clusterLabel(settings)],
    labelling: [notProbes, ...routeIdentity, noModel(settings)],
  }),
};

/**
 * The routes that Arks ships for itself (arks e1732a9, gateway-plugin.yaml: /v1/models, and one without a backend) serve no
 * model. Their namespace stays that of Arks, where they live. A namespace has no letter that means more in a regex.
 * The empty group empties the label: older operators take an empty replacement for none, and that for `$1`.
 */
function noModel({ arks }: Pick<ScrapeSettings, 'arks'>): RelabelRule {
  return replaceMatch({
    sourceLabels: [ROUTE],
    regex: `httproute/${arks.namespace}/arks-(?:gateway-http|reserved)-router/.+()`,
    targetLabel: 'model',
    replacement: '$1',
  });
}

function podsOfGateway({ gateway }: Pick<ScrapeSettings, 'gateway'>) {
  return {
    matchLabels: {
      'app.kubernetes.io/name': 'envoy',
      'app.kubernetes.io/component': 'proxy',
      'gateway.envoyproxy.io/owning-gateway-name': gateway.name,
      'gateway.envoyproxy.io/owning-gateway-namespace': gateway.namespace,
    },
  };
}
