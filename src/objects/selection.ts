import type { PodMonitorSpec, ServiceMonitorSpec } from '../../imports/monitoring.js';
import type { PodShape, ServiceShape } from '../scraping/arks-install.js';

/** Labels that select, by the names of Kubernetes. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}
type Endpoint = NonNullable<PodMonitorSpec['podMetricsEndpoints']>[number];
type Labelled = { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };

/** The Services among these whose endpoints the monitor would scrape, judged as the Prometheus Operator judges. */
export function selectedServices<S extends ServiceShape>(
  spec: ServiceMonitorSpec,
  ownNamespace: string,
  services: readonly S[],
): readonly S[] {
  return services.filter(
    (service) =>
      matches(spec.selector, service) &&
      inNamespaces(spec.namespaceSelector, ownNamespace, service) &&
      spec.endpoints.some(({ port }) => port !== undefined && service.ports.includes(port)),
  );
}

/** The Pods among these that the monitor would scrape, judged as the Prometheus Operator judges. */
export function selectedPods<P extends PodShape>(
  spec: PodMonitorSpec,
  ownNamespace: string,
  pods: readonly P[],
): readonly P[] {
  return pods.filter(
    (pod) =>
      matches(spec.selector, pod) &&
      inNamespaces(spec.namespaceSelector, ownNamespace, pod) &&
      (spec.podMetricsEndpoints ?? []).some((endpoint) => declares(pod, endpoint)),
  );
}

/** The Pods among these that labels select, in one namespace, or anywhere where it is empty. */
export function podsSelectedBy<P extends PodShape>(
  selector: LabelSelector,
  namespace: string,
  pods: readonly P[],
): readonly P[] {
  return pods.filter((pod) => matches(selector, pod) && (namespace === '' || pod.namespace === namespace));
}

const PORT_NUMBER = '__meta_kubernetes_pod_container_port_number';

/** By name, or by the number that a rule keeps; without either every declared port is taken. */
function declares({ ports }: PodShape, { port: name, relabelings = [] }: Endpoint): boolean {
  if (name !== undefined) return ports.some((port) => port.name === name);
  const kept = relabelings.find(
    ({ action, sourceLabels }) => action === 'keep' && sourceLabels?.join() === PORT_NUMBER,
  );
  return kept === undefined || ports.some(({ number }) => String(number) === kept.regex);
}

/**
 * Whether labels select something, as Kubernetes reads a selector; one that is empty selects everything. Throws where an operator is none
 * of Kubernetes.
 */
export function matches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  { labels }: Pick<Labelled, 'labels'>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => holds(operator, labels[key], values ?? []))
  );
}

function holds(operator: string, label: string | undefined, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      throw new Error(`a selector's operator must be In, NotIn, Exists or DoesNotExist, got "${operator}"`);
  }
}

function inNamespaces(
  selector: { any?: boolean; matchNames?: string[] } | undefined,
  ownNamespace: string,
  { namespace }: Labelled,
): boolean {
  if (selector?.any === true) return true;
  return (selector?.matchNames ?? [ownNamespace]).includes(namespace);
}
