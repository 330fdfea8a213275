import type { Construct } from 'constructs';
import { NetworkPolicy } from '../../../imports/kubernetes.js';
import type { Environment } from '../../config/environment.js';
import { namespacedMetadata, selectorLabels } from '../../objects/metadata.js';
import { METRICS_PORT } from '../../scraping/surfaces/custom-resources.js';

const component = 'custom-resources';
/** Every namespace has it since Kubernetes 1.21. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** What the operators label the pods with that scrape. */
const SCRAPER = { prometheus: 'prometheus', victoriametrics: 'vmagent' } as const;

/**
 * Lets only the pods of Prometheus reach kube-state-metrics, on its metrics port. Probes come from the node of the pod, whose traffic
 * Kubernetes always allows. What the pod itself may reach is left alone: the API server is no pod, and no selector names it.
 */
export function addNetworkPolicy(scope: Construct, name: string, environment: Environment): void {
  const { prometheusNamespace, prometheusLabels } = environment.surfaces.customResources.networkPolicy;
  const scraper = environment.rules.target === 'victoriametrics' ? SCRAPER.victoriametrics : SCRAPER.prometheus;
  const namespace = prometheusNamespace ?? environment.monitoring.namespace;
  new NetworkPolicy(scope, name, {
    metadata: namespacedMetadata({ environment, component, name }),
    spec: {
      podSelector: { matchLabels: selectorLabels(component) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
              podSelector: { matchLabels: prometheusLabels ?? { 'app.kubernetes.io/name': scraper } },
            },
          ],
          ports: [{ port: METRICS_PORT.number, protocol: 'TCP' }],
        },
      ],
    },
  });
}
