import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { kubernetesCauses, kubernetesRest } from '../../src/doctor/checks/kubernetes/index.js';
import { examine } from '../../src/doctor/examine.js';
import { askKubernetes } from '../../src/doctor/kubernetes/asked.js';
import type { ActiveTarget } from '../../src/doctor/sources/prometheus-answers.js';
import { planned } from '../../src/documented/planned.js';
import { memoize } from '../../src/lib/memoize.js';
import { matches } from '../../src/objects/selection.js';
import { environmentOf } from '../support/environment.js';
import { asObject, type KubernetesObject } from '../support/kubernetes-objects.js';

/** An object as an API server has it. */
export type Live = Readonly<Record<string, unknown>> & { readonly metadata: Readonly<Record<string, unknown>> };
/** Objects by the name of their kind, as kubectl is asked for them. */
export type Cluster = Readonly<Record<string, readonly Live[]>>;

export const SETTINGS = { cluster: { name: 'eu-1' }, runtimes: ['vllm'], tenants: { namespaces: ['team'] } };
const OWNED = { ownerReferences: [{ controller: true }] };
const SELECTED = { matchLabels: { release: 'prometheus' } };

const written = memoize((environment: Environment): readonly KubernetesObject[] =>
  createApp([environment], '.').charts.flatMap((chart) => chart.toJson().map(asObject)),
);

/** A cluster in which all is as it should be: Arks with one application, its Service and pod, and a Prometheus that selects what we write. */
export function healthyCluster(environment: Environment): Cluster {
  const ours = (kind: string) =>
    written(environment)
      .filter((object) => object.kind === kind)
      .map((object): Live => ({ ...object }));
  const labels = { 'arks.ai/application': 'chat', 'arks.ai/work-load-role': 'leader', 'arks.ai/model': 'qwen' };
  const named = (name: string, namespace: string, rest: object = {}) => ({ metadata: { name, namespace, ...rest } });
  return {
    namespaces: ['monitoring', 'team', 'arks-operator-system', 'envoy-gateway-system'].map((name) => ({
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    })),
    'prometheuses.monitoring.coreos.com': [
      {
        ...named('k8s', 'monitoring'),
        spec: {
          serviceAccountName: 'prometheus-k8s',
          serviceMonitorSelector: SELECTED,
          podMonitorSelector: SELECTED,
          ruleSelector: SELECTED,
          serviceMonitorNamespaceSelector: {},
          podMonitorNamespaceSelector: {},
        },
      },
    ],
    'deployments.apps': [
      {
        ...named('prometheus-operator', 'monitoring', { labels: { 'app.kubernetes.io/name': 'prometheus-operator' } }),
        spec: { template: { spec: { containers: [{ args: ['--log-level=info'] }] } } },
      },
    ],
    'servicemonitors.monitoring.coreos.com': ours('ServiceMonitor'),
    'podmonitors.monitoring.coreos.com': ours('PodMonitor'),
    'prometheusrules.monitoring.coreos.com': ours('PrometheusRule'),
    'arksapplications.arks.ai': [
      { kind: 'ArksApplication', ...named('chat', 'team'), spec: { runtime: 'vllm' }, status: { phase: 'Running' } },
    ],
    'arksdisaggregatedapplications.arks.ai': [],
    services: [
      {
        ...named('arks-application-chat', 'team', { labels: { 'managed-by': 'arks', 'prometheus-discovery': 'true' } }),
        spec: { ports: [{ name: 'http', port: 8080 }] },
      },
    ],
    pods: [
      {
        ...named('chat-0', 'team', { labels, ...OWNED }),
        spec: { containers: [{ ports: [{ containerPort: 8080 }] }] },
        status: { phase: 'Running' },
      },
    ],
    'networkpolicies.networking.k8s.io': [],
  };
}

/** The target that a healthy cluster has. */
export const TARGET: ActiveTarget = {
  pool: 'serviceMonitor/monitoring/arks-runtime/0',
  labels: { job: 'arks-application-chat', namespace: 'team', pod: 'chat-0' },
  url: 'http://10.0.0.7:8080/metrics',
  health: 'up',
  lastError: '',
};

/** kubectl that answers from a cluster; throws for a kind that it has not. */
export function kubectlOf(cluster: Cluster) {
  return (kind = '', ...words: readonly string[]): readonly Live[] => {
    const objects = cluster[kind];
    if (objects === undefined) throw new Error(`the server doesn't have a resource type "${kind}"`);
    const namespace = words.find((word) => word.startsWith('--namespace='))?.split('=')[1];
    const selector = words.find((word) => word.startsWith('--selector='))?.slice('--selector='.length);
    return objects.filter(
      ({ metadata }) =>
        (namespace === undefined || metadata['namespace'] === namespace) &&
        (selector === undefined || isSelected(selector, Object(metadata['labels'] ?? {}))),
    );
  };
}

/** As an API server reads `--selector`. */
function isSelected(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const parts = selector.match(/[^,(]+(\([^)]*\))?/g) ?? [];
  return parts.every((part) => {
    const [, key = '', operator = '', values = ''] = /^(\S+) (in|notin) \(([^)]*)\)$/.exec(part) ?? [];
    if (operator !== '') {
      const matchExpressions = [{ key, operator: operator === 'in' ? 'In' : 'NotIn', values: values.split(',') }];
      return matches({ matchExpressions }, { labels });
    }
    if (part.startsWith('!')) return labels[part.slice(1)] === undefined;
    const [name = '', value] = part.split('=');
    return value === undefined ? labels[name] !== undefined : labels[name] === value;
  });
}

interface Looked {
  readonly settings?: object;
  readonly change?: (cluster: Cluster) => Cluster;
  readonly targets?: readonly ActiveTarget[];
  readonly mayRead?: (namespace: string) => boolean;
}

/** What is found in a cluster that was healthy until somebody changed it. */
export function foundIn({ settings = {}, change = (same) => same, targets = [TARGET], mayRead = () => true }: Looked) {
  const environment = environmentOf({ ...SETTINGS, ...settings });
  const cluster = change(healthyCluster(environment));
  const { answers, unanswered } = askKubernetes({
    context: 'eu-1',
    environment,
    isOfEnvironment: true,
    kubectl: kubectlOf(cluster),
    canI: (_, namespace) => mayRead(namespace),
  });
  const sources = { kubernetes: answers, prometheus: { address: 'http://prometheus', targets, samples: {} } };
  const examination = { plan: planned(environment), isOfEnvironment: true, now: 0, sources, unanswered };
  return { findings: examine(examination, [...kubernetesCauses, ...kubernetesRest]), unanswered };
}
