import type { SimulatedPod, SimulatedService } from '../cluster.js';

/** Pods and Services that every Arks install has (facts: "Scrape surfaces"), without what runs in them. */
type Shape = Omit<SimulatedPod, 'process' | 'phase'>;

const OPERATOR_NAMESPACE = 'arks-operator-system';
const OPERATOR_LABELS = { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' };
const RESOURCES_LABELS = {
  'app.kubernetes.io/name': 'arks-monitoring',
  'app.kubernetes.io/component': 'custom-resources',
};
/** Each part of the install is a Deployment, and its pods are those of a ReplicaSet. */
const replicaSetOf = (deployment: string) => ({ kind: 'ReplicaSet', name: `${deployment}-6d9f7b5c8` });
const PLUGIN_PORTS = [
  { name: 'grpc', number: 50052 },
  { name: 'http', number: 8080 },
  { name: 'metrics', number: 9110 },
];

export const pluginShape = (number: number): Shape => ({
  name: `arks-gateway-plugins-${number}`,
  namespace: OPERATOR_NAMESPACE,
  labels: { app: 'arks-gateway-plugins' },
  containers: [{ name: 'gateway', ports: PLUGIN_PORTS }],
  controller: replicaSetOf('arks-gateway-plugins'),
});

export const envoyShape = (number: number): Shape => ({
  name: `envoy-arks-eg-${number}`,
  namespace: 'envoy-gateway-system',
  labels: {
    'app.kubernetes.io/name': 'envoy',
    'app.kubernetes.io/component': 'proxy',
    'gateway.envoyproxy.io/owning-gateway-name': 'arks-eg',
    'gateway.envoyproxy.io/owning-gateway-namespace': OPERATOR_NAMESPACE,
  },
  containers: [
    {
      name: 'envoy',
      ports: [
        { name: 'http-80', number: 10080 },
        { name: 'metrics', number: 19001 },
      ],
    },
    { name: 'shutdown-manager', ports: [] },
  ],
  controller: replicaSetOf('envoy-arks-eg'),
});

export const operatorShape: Shape = {
  name: 'arks-operator-controller-manager-0',
  namespace: OPERATOR_NAMESPACE,
  labels: OPERATOR_LABELS,
  containers: [{ name: 'manager', ports: [] }],
  controller: replicaSetOf('arks-operator-controller-manager'),
};

/** The kube-state-metrics that this project deploys, in the namespace it is deployed to. */
export const customResourcesShape = (namespace: string): Shape => ({
  name: 'arks-custom-resources-6d',
  namespace,
  labels: RESOURCES_LABELS,
  containers: [
    {
      name: 'kube-state-metrics',
      ports: [
        { name: 'http-metrics', number: 8080 },
        { name: 'telemetry', number: 8081 },
      ],
    },
  ],
  controller: replicaSetOf('arks-custom-resources'),
});

export const installServices = (monitoringNamespace: string): readonly SimulatedService[] => [
  {
    name: 'arks-gateway-plugins',
    namespace: OPERATOR_NAMESPACE,
    labels: { app: 'arks-gateway-plugins' },
    selector: { app: 'arks-gateway-plugins' },
    ports: PLUGIN_PORTS,
  },
  {
    name: 'arks-operator-controller-manager-metrics-service',
    namespace: OPERATOR_NAMESPACE,
    labels: OPERATOR_LABELS,
    selector: { 'control-plane': 'controller-manager' },
    ports: [{ name: 'https', number: 8443 }],
  },
  {
    name: 'arks-custom-resources',
    namespace: monitoringNamespace,
    labels: {
      ...RESOURCES_LABELS,
      'app.kubernetes.io/part-of': 'arks',
      'app.kubernetes.io/managed-by': 'cdk8s',
    },
    selector: RESOURCES_LABELS,
    ports: [{ name: 'http-metrics', number: 8080 }],
  },
];
