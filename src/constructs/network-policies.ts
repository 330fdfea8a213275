import { Construct } from 'constructs';
import { NetworkPolicy } from '../../imports/kubernetes.js';
import { namespacedMetadata } from '../objects/metadata.js';
import type { SurfaceProps } from '../plan/part-props.js';
import { networkPoliciesOf, type Peer, type PolicySpec } from '../scraping/network-policies.js';

/** Lets only Prometheus reach the metrics of what others run, where the environment asks for it. */
export class ArksNetworkPolicies extends Construct {
  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    for (const { name, namespace, component, spec } of networkPoliciesOf(environment)) {
      const metadata = { ...namespacedMetadata({ environment, component, name }), namespace };
      new NetworkPolicy(this, name, { metadata, spec: writable(spec) });
    }
  }
}

/** The same as lists that Kubernetes' types take. */
function writable(spec: PolicySpec) {
  const { podSelector, ingress } = spec;
  const { matchLabels, matchExpressions } = podSelector;
  return {
    podSelector: {
      ...(matchLabels === undefined ? {} : { matchLabels: { ...matchLabels } }),
      ...(matchExpressions === undefined ? {} : { matchExpressions: matchExpressions.map((one) => ({ ...one })) }),
    },
    policyTypes: [...spec.policyTypes],
    ingress: ingress.map(({ from, ports }) => ({
      ...(from === undefined ? {} : { from: peersOf(from) }),
      ports: ports.map((one) => ({ ...one })),
    })),
  };
}

/** Peers as Kubernetes' types take them. */
export function peersOf(peers: readonly Peer[]) {
  return peers.map(({ namespaceSelector, podSelector }) => ({
    namespaceSelector: { matchLabels: { ...namespaceSelector.matchLabels } },
    podSelector: { matchLabels: { ...podSelector.matchLabels } },
  }));
}
