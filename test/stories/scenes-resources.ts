import { MODEL_PHASES } from '../../src/metrics/custom-resources/metrics.js';
import { counter, gauge } from './scenes.js';
import type { Labels, Scene } from './timeline.js';

/** Labels of the exporter of custom resources that are left after relabeling. */
const EXPORTER = { job: 'arks-custom-resources', endpoint: 'http', instance: '10.3.5.7:8080' } as const;

/** Whether the exporter of custom resources answers its scrape. */
export const exporterUp = (pod: string, up: 0 | 1): Scene => [
  gauge('up', { ...EXPORTER, namespace: 'monitoring', pod, instance: `${pod}:8080` }, up),
];

/** An ArksModel of tenant-a in one of its phases. */
export function model(arks_model: string, phase: string): Scene {
  return MODEL_PHASES.map((other) =>
    gauge(
      'arks_model_status_phase',
      { ...EXPORTER, namespace: 'tenant-a', arks_model, phase: other },
      other === phase ? 1 : 0,
    ),
  );
}

/** An ArksEndpoint and its backends. */
export function endpoint(name: string, backends: readonly string[], namespace = 'tenant-a'): Scene {
  const labels = { ...EXPORTER, namespace, model: name };
  return [
    gauge('arks_endpoint_info', labels, 1),
    ...backends.map((backend) => gauge('arks_endpoint_status_route_weight', { ...labels, backend }, 5)),
  ];
}

/** One type of an ArksQuota, and how much of it is used. */
export interface Quota {
  readonly namespace?: string;
  readonly name?: string;
  readonly type?: string;
  readonly limit: number;
}
/** So much is used. */
type Used = { readonly used: number };
/** Something was used before, and so much more with each second. */
type Rising = { readonly usedPerSecond: number };

/** An ArksQuota, as its custom resource says it. */
export function quota(state: Quota & (Used | Rising)): Scene {
  const labels = { ...EXPORTER, ...quotaLabels(state) };
  const name = 'arks_quota_status_used';
  return [
    gauge('arks_quota_spec_limit', labels, state.limit),
    'used' in state
      ? gauge(name, labels, state.used)
      : { kind: 'counter', name, labels, perSecond: state.usedPerSecond },
  ];
}

/** The same from the gauges that a later version of the plugin may set. */
export function pluginQuota(pod: string, state: Quota & Used): Scene {
  const target = { pod, job: 'arks-gateway-plugins', instance: `${pod}:9110` };
  const labels = { ...target, ...quotaLabels(state), model: 'qwen-7b' };
  return [gauge('gateway_quota_limit', labels, state.limit), gauge('gateway_quota_usage', labels, state.used)];
}

function quotaLabels({ namespace = 'tenant-a', name = 'team', type = 'total' }: Quota): Labels {
  return { namespace, quota_name: name, quota_type: type };
}

/** Target labels of a replica of the operator. */
function operator(pod: string): Labels {
  return {
    ...{ namespace: 'arks-operator-system', pod, container: 'manager', endpoint: 'https', instance: `${pod}:8443` },
    job: 'arks-operator-controller-manager-metrics-service',
  };
}

/** Whether a replica of the operator answers its scrape. */
export const operatorUp = (pod: string, up: 0 | 1): Scene => [gauge('up', operator(pod), up)];

/** A controller at a replica of the operator: reconciles per second that end well, and that end in an error. */
export function controller(
  pod: string,
  controller: string,
  { good, errors }: { readonly good: number; readonly errors: number },
): Scene {
  const labels = { ...operator(pod), controller };
  return [
    counter('controller_runtime_reconcile_total', { ...labels, result: 'success' }, good),
    counter('controller_runtime_reconcile_total', { ...labels, result: 'error' }, errors),
    counter('controller_runtime_reconcile_errors_total', labels, errors),
  ];
}
