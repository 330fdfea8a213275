import type { Construct } from 'constructs';
import { NetworkPolicy } from '../../../imports/kubernetes.js';
import type { Environment } from '../../config/environment.js';
import { type ObjectMetadata, selectorLabels } from '../../objects/metadata.js';
import { scraperPeer } from '../../scraping/network-policies.js';
import { METRICS_PORT } from '../../scraping/surfaces/custom-resources.js';
import { peersOf } from '../network-policies.js';

const component = 'custom-resources';

/**
 * Where the environment asks for it, here or for all that is scraped, lets only the pods of Prometheus reach kube-state-metrics, on
 * its metrics port. Probes come from the node of the pod, whose traffic Kubernetes always allows. What the pod itself may reach is left
 * alone: the API server is no pod, and no selector names it.
 */
export function addNetworkPolicy(
  scope: Construct,
  metadata: ObjectMetadata,
  environment: Pick<Environment, 'monitoring' | 'rules' | 'scrape' | 'surfaces'>,
): void {
  const { networkPolicy: own } = environment.surfaces.customResources;
  const { networkPolicies: shared } = environment.scrape;
  if (!(own.enabled ?? shared.enabled)) return;
  const scraper = {
    prometheusNamespace: own.prometheusNamespace ?? shared.prometheusNamespace,
    prometheusLabels: own.prometheusLabels ?? shared.prometheusLabels,
  };
  new NetworkPolicy(scope, metadata.name, {
    metadata,
    spec: {
      podSelector: { matchLabels: selectorLabels(component) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: peersOf([scraperPeer(scraper, environment)]),
          ports: [{ port: METRICS_PORT.number, protocol: 'TCP' }],
        },
      ],
    },
  });
}
