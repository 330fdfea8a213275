/** A pod, or nobody's pod: a client from outside of the cluster. */
export interface Party {
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** What of a NetworkPolicy says who comes in. */
export interface Policy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly {
      readonly from?: readonly { readonly namespaceSelector?: LabelSelector; readonly podSelector?: LabelSelector }[];
      readonly ports?: readonly { readonly port: number; readonly endPort?: number; readonly protocol?: string }[];
    }[];
  };
}

/**
 * Whether a pod takes a connection, by the rules of Kubernetes: everything while no policy for ingress selects it, and then what any of
 * those that do allows. A rule without `from` is about everybody, one without ports about every port; a peer without a selector of
 * namespaces is in that of the policy.
 */
export function takes(
  policies: readonly Policy[],
  to: Party & { readonly namespace: string },
  { from, port, protocol = 'TCP' }: { readonly from: Party; readonly port: number; readonly protocol?: string },
): boolean {
  const selecting = policies.filter(
    ({ namespace, spec }) =>
      namespace === to.namespace && spec.policyTypes.includes('Ingress') && selects(spec.podSelector, to.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ namespace, spec }) =>
    (spec.ingress ?? []).some(
      (rule) =>
        (rule.ports === undefined ||
          rule.ports.some(
            (one) =>
              (one.protocol ?? 'TCP') === protocol && one.port <= port && port <= Math.max(one.port, one.endPort ?? 0),
          )) &&
        (rule.from === undefined ||
          rule.from.some((peer) => {
            if (from.namespace === undefined) return false;
            const isThere =
              peer.namespaceSelector === undefined
                ? from.namespace === namespace
                : selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': from.namespace });
            return isThere && selects(peer.podSelector ?? {}, from.labels);
          })),
    ),
  );
}

function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Party['labels']): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      if (operator === 'In') return value !== undefined && values.includes(value);
      throw new Error(`a selector's operator must be In, Exists or DoesNotExist, got "${operator}"`);
    })
  );
}
