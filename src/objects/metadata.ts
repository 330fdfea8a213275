import type { Environment } from '../config/environment.js';
import { isSubdomain } from '../config/kubernetes-names.js';
import { RULER_LABEL, TENANT_LABEL } from '../config/own-keys.js';

const PART_OF = 'arks-monitoring';
const MANAGED_BY = 'cdk8s';
/** Which part of Arks Monitoring an object belongs to. */
export const COMPONENT_LABEL = 'app.kubernetes.io/component';

interface ObjectProps {
  readonly environment: Pick<Environment, 'monitoring'>;
  /** The surface or part that the object serves, as `app.kubernetes.io/component`. */
  readonly component: string;
  /** The object's name, which is its construct id. Throws when it is no DNS subdomain. */
  readonly name: string;
}

/** What an object of ours is called, and what it says of itself. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** Metadata of an object in the monitoring namespace. `app.kubernetes.io/instance` is left to Argo CD, which tracks by it. */
export function namespacedMetadata(props: ObjectProps): ObjectMetadata {
  return { ...clusterMetadata(props), namespace: props.environment.monitoring.namespace };
}

/** Metadata of an object that belongs to no namespace. */
export function clusterMetadata({ environment, component, name }: ObjectProps): ObjectMetadata {
  if (!isSubdomain(name)) throw new Error(`an object name must be a DNS subdomain, got "${name}"`);
  const { labels, annotations } = environment.monitoring;
  return {
    name,
    labels: { ...labels, ...recommendedLabels(component) },
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

/** Metadata of an object that Prometheus must find by its labels. */
export function selectedMetadata(props: ObjectProps): ObjectMetadata {
  const metadata = namespacedMetadata(props);
  return { ...metadata, labels: { ...metadata.labels, ...props.environment.monitoring.selectorLabels } };
}

/** Metadata of rules: a central ruler finds them by labels of its own, so that no Prometheus beside it takes them, too. */
export function rulerMetadata(
  props: ObjectProps & { readonly environment: Pick<Environment, 'rules'> },
): ObjectMetadata {
  const { monitoring, rules } = props.environment;
  const metadata = namespacedMetadata(props);
  const byTarget = rules.target === 'prometheus' ? monitoring.selectorLabels : { [RULER_LABEL]: rules.target };
  const tenant =
    rules.target === 'mimir' && rules.mimir.tenant !== undefined ? { [TENANT_LABEL]: rules.mimir.tenant } : {};
  return {
    ...metadata,
    namespace: rules.namespace ?? monitoring.namespace,
    labels: { ...metadata.labels, ...(rules.selectorLabels ?? byTarget), ...tenant },
  };
}

/** The recommended labels of Kubernetes for one of our objects. */
export function recommendedLabels(component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': PART_OF,
    [COMPONENT_LABEL]: component,
    'app.kubernetes.io/part-of': 'arks',
    'app.kubernetes.io/managed-by': MANAGED_BY,
  };
}

/** The two of them that select pods and Services; a Deployment can never change its selector. */
export function selectorLabels(component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': PART_OF, [COMPONENT_LABEL]: component };
}
