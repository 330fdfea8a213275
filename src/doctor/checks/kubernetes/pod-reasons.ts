import { isOfTenants, type SurfaceName } from '../../../config/surfaces.js';
import type { Plan } from '../../../plan/plan.js';
import { monitorOf } from '../../../scraping/monitors.js';
import { surfaces } from '../../../scraping/surfaces/index.js';
import type { Severity } from '../../finding.js';
import type { KubernetesAnswers, Pod } from '../../kubernetes/answers.js';

const APPLICATION = 'arks.ai/application';

/** Why a pod is no target, as far as the cluster says it, and what to do about it. */
export interface Reason {
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
}

/** Why a pod of a surface cannot be a target; undefined where the cluster says nothing against it. */
export function reasonFor(name: SurfaceName, pod: Pod, kubernetes: KubernetesAnswers, plan: Plan): Reason | undefined {
  const { metadata, spec, status } = pod;
  if (status.phase === 'Pending') {
    return {
      severity: 'warning',
      why: 'they are Pending',
      remedy: 'kubectl describe pod says why; a pod without an address is no target.',
    };
  }
  if (isOfTenants(name) && !metadata.ownerReferences.some(({ controller }) => controller === true)) {
    return {
      severity: 'warning',
      why: 'no controller owns them',
      remedy:
        'Only pods that Arks starts are scraped; let an ArksApplication start it, or see surfaces.unmanagedRuntime.',
    };
  }
  const monitor = monitorOf(name, plan.environment);
  if (monitor.finds === 'pods') {
    const [endpoint] = monitor.spec.podMetricsEndpoints;
    const ports = spec.containers.flatMap((container) => container.ports);
    const { port, portNumber } = endpoint ?? {};
    if (port !== undefined && !ports.some((one) => one.name === port)) return portReason(`port named ${port}`);
    if (portNumber !== undefined && !ports.some((one) => one.containerPort === portNumber)) {
      return portReason(`port ${portNumber}`);
    }
    return undefined;
  }
  return serviceReason(name, pod, kubernetes, monitor.spec.endpoints[0]?.port, plan);
}

function portReason(port: string): Reason {
  return {
    severity: 'error',
    why: `no container of them declares the ${port}`,
    remedy:
      'The monitor finds a pod by that port: declare it in the pod, or set what surfaces and scrape.endpoints say of it.',
  };
}

function serviceReason(
  name: SurfaceName,
  { metadata }: Pod,
  { services, context }: KubernetesAnswers,
  port: string | undefined,
  plan: Plan,
): Reason | undefined {
  const all = services[name];
  if (all === undefined) return undefined;
  const application = metadata.labels[APPLICATION];
  const wanted = name === 'runtime' && application !== undefined ? `arks-application-${application}` : undefined;
  const own = all.filter(
    (service) =>
      service.metadata.namespace === metadata.namespace && (wanted === undefined || service.metadata.name === wanted),
  );
  if (own.length === 0) {
    const selector = Object.entries(surfaces[name].selector(plan.environment).matchLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    return {
      severity: 'error',
      why: `no Service${wanted === undefined ? '' : ` ${wanted}`} with the labels ${selector}`,
      remedy: `kubectl --context=${context} --namespace=${metadata.namespace} get services --show-labels: Arks gives its Services these labels; what takes them away must not.`,
    };
  }
  if (port === undefined || own.some(({ spec }) => spec.ports.some((one) => one.name === port))) return undefined;
  return {
    severity: 'error',
    why: `their Service has no port named ${port}`,
    remedy: `Name the port of the metrics ${port} in the Service, as Arks does.`,
  };
}
