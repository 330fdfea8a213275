import type { Cluster, Process, SimulatedPod, SimulatedService } from '../cluster.js';
import type { MetricStore, Sample } from '../exposition/instruments.js';

/** A series whose value a test changes. */
export interface ToySample extends Sample {
  value: number;
}

/** A process of a test: what it shows, whether it answers, and how often it was brought up to date. */
export interface ToyProcess extends Process {
  readonly samples: ToySample[];
  answering: boolean;
  refreshes: number;
}

/** A cluster of a test, changed by replacing pods. */
export interface ToyCluster extends Cluster {
  toyPods: SimulatedPod[];
  readonly chat: ToyProcess;
  readonly router: ToyProcess;
  readonly gateway: ToyProcess;
  readonly resources: ToyProcess;
}

/** One application with two replicas of which one is still scheduled, a router with two ports, the gateway, and custom resources. */
export function toyCluster(): ToyCluster {
  const chat = toyProcess([
    sample('vllm:num_requests_running', { model_name: 'qwen-7b', engine: '0' }, 3),
    sample('vllm:num_requests_waiting', { model_name: 'qwen-7b', engine: '0' }, 0),
    ...['0.5', '1.0', '+Inf'].map((le, index) =>
      sample('vllm:time_to_first_token_seconds_bucket', { model_name: 'qwen-7b', engine: '0', le }, 5 + index),
    ),
    sample('vllm:time_to_first_token_seconds_created', { model_name: 'qwen-7b', engine: '0' }, 1_700_000_000.5),
    sample('python_info', { version: '3.12' }, 1),
  ]);
  const router = toyProcess([sample('smg_worker_health', { worker: 'http://10.0.0.7:8080' }, 1)]);
  const gateway = toyProcess([
    sample('gateway_token_usage', { namespace: 'tenant-a', user: 'u"1\\', token: 'qwen-7b', type: 'input' }, 1_234.5),
    sample('go_goroutines', {}, 21),
  ]);
  const resources = toyProcess([
    sample('arks_quota_spec_limit', { namespace: 'tenant-a', quota_name: 'basic', quota_type: 'total' }, 1e21),
  ]);
  const cluster: ToyCluster = {
    toyPods: [
      pod('tenant-a', 'chat-0', application('chat', { 'arks.ai/work-load-role': 'leader' }), { leader: [8080] }, chat),
      {
        ...pod('tenant-a', 'chat-1', application('chat', { 'arks.ai/work-load-role': 'leader' }), { leader: [8080] }),
        phase: 'Pending',
      },
      pod(
        'tenant-b',
        'reason-router',
        application('reason', { 'arks.ai/disaggregation-role': 'router' }),
        { main: [30_000], logs: [9_001] },
        router,
      ),
      pod('arks-operator-system', 'gateway-7', { app: 'arks-gateway-plugins' }, { gateway: [9110] }, gateway),
      pod('monitoring', 'resources-6d', OURS, { 'kube-state-metrics': [8080] }, resources),
      // What looks like the gateway, but is elsewhere.
      pod('tenant-b', 'gateway-8', { app: 'arks-gateway-plugins' }, { gateway: [9110] }, gateway),
    ],
    pods: () => cluster.toyPods,
    services: () => services,
    chat,
    router,
    gateway,
    resources,
  };
  return cluster;
}

/** The cluster with another pod in the place of that name, or none. */
export function replacePod(cluster: ToyCluster, name: string, other?: (pod: SimulatedPod) => SimulatedPod): void {
  cluster.toyPods = cluster.toyPods.flatMap((pod) => {
    if (pod.name !== name) return [pod];
    return other === undefined ? [] : [other(pod)];
  });
}

export function sample(name: string, labels: Readonly<Record<string, string>>, value: number): ToySample {
  return { name, labels, value };
}

export function toyProcess(samples: ToySample[]): ToyProcess {
  const process: ToyProcess = {
    samples,
    answering: true,
    refreshes: 0,
    store: toyStore(samples),
    answers: () => process.answering,
    refresh: () => {
      process.refreshes += 1;
    },
  };
  return process;
}

const OURS = { 'app.kubernetes.io/name': 'arks-monitoring', 'app.kubernetes.io/component': 'custom-resources' };

const services: readonly SimulatedService[] = [
  {
    name: 'arks-application-chat',
    namespace: 'tenant-a',
    labels: { 'prometheus-discovery': 'true', 'managed-by': 'arks' },
    selector: { 'arks.ai/application': 'chat', 'arks.ai/work-load-role': 'leader' },
    ports: [{ name: 'http', number: 8080 }],
  },
  ...['arks-operator-system', 'tenant-b'].map((namespace) => ({
    name: 'arks-gateway-plugins',
    namespace,
    labels: { app: 'arks-gateway-plugins' },
    selector: { app: 'arks-gateway-plugins' },
    ports: [{ name: 'metrics', number: 9110 }],
  })),
  {
    name: 'arks-custom-resources',
    namespace: 'monitoring',
    labels: OURS,
    selector: OURS,
    ports: [{ name: 'http-metrics', number: 8080 }],
  },
];

const application = (name: string, labels: Readonly<Record<string, string>>) => ({
  'arks.ai/application': name,
  ...labels,
});

function pod(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  containers: Readonly<Record<string, readonly number[]>>,
  process?: Process,
): SimulatedPod {
  return {
    name,
    namespace,
    labels,
    containers: Object.entries(containers).map(([container, ports]) => ({
      name: container,
      ports: ports.map((number) => ({ number })),
    })),
    controller: { kind: 'StatefulSet', name: name.replace(/-\w+$/, '') },
    phase: 'Running',
    process,
  };
}

/** A store of series that are simply there; it makes no instruments. */
function toyStore(samples: readonly ToySample[]): MetricStore {
  const refuse = (): never => {
    throw new Error('a toy has no instruments');
  };
  return {
    counter: refuse,
    gauge: refuse,
    histogram: refuse,
    remove: refuse,
    exposes: (name) => samples.some((each) => each.name === name),
    samples: () => samples,
    text: () => samples.map(({ name, labels, value }) => `${name}${braces(labels)} ${valueText(value)}\n`).join(''),
  };
}

function braces(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${pairs.join(',')}}`;
}

function valueText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}
