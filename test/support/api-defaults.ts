/** A field that an API server fills in where it is missing and its parent is there; `[]` is every item of a list. */
export interface Default {
  readonly path: string;
  /** The value, from the parent where it is a copy of another field. */
  readonly value: (parent: Readonly<Record<string, unknown>>) => unknown;
}

/** A field that an API server leaves out again, since it holds what a missing one means. */
export interface Omitted {
  readonly path: string;
  readonly value: unknown;
}

const always = (path: string, value: unknown): Default => ({ path, value: () => value });
const copyOf = (path: string, sibling: string): Default => ({ path, value: (parent) => parent[sibling] });

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[]`;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `${CONTAINER}.${probe}`);

/** pkg/apis/apps/v1/defaults.go and pkg/apis/core/v1/defaults.go of Kubernetes: what a pod template gets, not a pod. */
const DEPLOYMENT: readonly Default[] = [
  always('spec.replicas', 1),
  always('spec.strategy', {}),
  always('spec.strategy.type', 'RollingUpdate'),
  always('spec.revisionHistoryLimit', 10),
  always('spec.progressDeadlineSeconds', 600),
  always(`${POD}.dnsPolicy`, 'ClusterFirst'),
  always(`${POD}.restartPolicy`, 'Always'),
  always(`${POD}.schedulerName`, 'default-scheduler'),
  always(`${POD}.securityContext`, {}),
  always(`${POD}.terminationGracePeriodSeconds`, 30),
  // Not `serviceAccount`, which pkg/apis/core/v1/conversion.go keeps in step with serviceAccountName: it is deprecated, would not follow
  // Kustomize, and no Application compares a field that is not in Git.
  always(`${POD}.volumes[].configMap.defaultMode`, 420),
  always(`${POD}.volumes[].secret.defaultMode`, 420),
  always(`${POD}.volumes[].projected.defaultMode`, 420),
  always(`${CONTAINER}.imagePullPolicy`, 'IfNotPresent'),
  always(`${CONTAINER}.terminationMessagePath`, '/dev/termination-log'),
  always(`${CONTAINER}.terminationMessagePolicy`, 'File'),
  always(`${CONTAINER}.resources`, {}),
  always(`${CONTAINER}.ports[].protocol`, 'TCP'),
  always(`${CONTAINER}.env[].valueFrom.fieldRef.apiVersion`, 'v1'),
  ...PROBES.flatMap((probe) => [
    always(`${probe}.timeoutSeconds`, 1),
    always(`${probe}.periodSeconds`, 10),
    always(`${probe}.successThreshold`, 1),
    always(`${probe}.failureThreshold`, 3),
    always(`${probe}.httpGet.path`, '/'),
    always(`${probe}.httpGet.scheme`, 'HTTP'),
  ]),
];

/** pkg/apis/core/v1/defaults.go; addresses and IP families are the cluster's, which Argo CD does not compare. */
const SERVICE: readonly Default[] = [
  always('spec.type', 'ClusterIP'),
  always('spec.sessionAffinity', 'None'),
  always('spec.internalTrafficPolicy', 'Cluster'),
  always('spec.ports[].protocol', 'TCP'),
  copyOf('spec.ports[].targetPort', 'port'),
];

/** pkg/apis/rbac/v1/defaults.go; the group of a ServiceAccount is empty, and so left out. */
const BINDING: readonly Default[] = [always('roleRef.apiGroup', 'rbac.authorization.k8s.io')];

/** Custom resource definitions of prometheus-operator 0.93.0. */
const monitor = (endpoint: string): readonly Default[] => [
  always(`${endpoint}.relabelings[].action`, 'replace'),
  always(`${endpoint}.metricRelabelings[].action`, 'replace'),
  ...['authorization.credentials', 'basicAuth.password', 'basicAuth.username', 'bearerTokenSecret'].map((secret) =>
    always(`${endpoint}.${secret}.name`, ''),
  ),
  ...['ca.configMap', 'ca.secret', 'cert.configMap', 'cert.secret', 'keySecret'].map((source) =>
    always(`${endpoint}.tlsConfig.${source}.name`, ''),
  ),
];

/** Custom resource definition of prometheus-engine at 00f28d4e; of ClusterPodMonitorings with the namespace, read in its types. */
const POD_MONITORING: readonly Default[] = [
  always('spec.targetLabels', {}),
  always('spec.targetLabels.metadata', ['container', 'pod', 'top_level_controller_name', 'top_level_controller_type']),
];

/** Custom resource definitions of grafana-operator; older ones fill in a period, newer ones leave that to the operator. */
const GRAFANA: readonly Default[] = [
  always('spec.allowCrossNamespaceImport', false),
  always('spec.resyncPeriod', '5m'),
  always('spec.publicSharing.enabled', true),
  always('spec.configMapRef.name', ''),
];

/** Custom resource definitions of the VictoriaMetrics operator; since Kubernetes 1.31 its types name an empty Secret. */
const victoriaMetrics = (endpoint: string): readonly Default[] => [
  always(`${endpoint}.authorization.credentials.name`, ''),
  always(`${endpoint}.bearerTokenSecret.name`, ''),
];

/** By kind, every default that may meet a field of ours. An empty list is a kind without any, by the same sources. */
export const DEFAULTS: Readonly<Record<string, readonly Default[]>> = {
  // Custom resource definition of prometheus-operator 0.93.1: of what is written only references to Secrets have a default.
  AlertmanagerConfig: ['pagerdutyConfigs[].routingKey', 'slackConfigs[].apiURL', 'webhookConfigs[].urlSecret'].map(
    (secret) => always(`spec.receivers[].${secret}.name`, ''),
  ),
  // Custom resource definition of Argo CD.
  Application: [],
  ClusterRole: [],
  ClusterRoleBinding: BINDING,
  ClusterPodMonitoring: POD_MONITORING,
  // prometheus-engine, rules_types.go at 088a068a.
  ClusterRules: [always('spec.groups[].interval', '1m')],
  ConfigMap: [],
  Deployment: DEPLOYMENT,
  GrafanaDashboard: GRAFANA,
  GrafanaFolder: GRAFANA,
  GrafanaManifest: GRAFANA,
  NetworkPolicy: [always('spec.ingress[].ports[].protocol', 'TCP'), always('spec.policyTypes', ['Ingress'])],
  PodMonitor: monitor('spec.podMetricsEndpoints[]'),
  PodMonitoring: POD_MONITORING,
  PrometheusRule: [],
  RoleBinding: BINDING,
  Secret: [always('type', 'Opaque')],
  Service: SERVICE,
  ServiceAccount: [],
  ServiceMonitor: monitor('spec.endpoints[]'),
  VMPodScrape: victoriaMetrics('spec.podMetricsEndpoints[]'),
  // Custom resource definition of the VictoriaMetrics operator 0.74.1; before 0.73 it had no defaults.
  VMRule: [always('spec.groups[].rules[].alert', ''), always('spec.groups[].rules[].record', '')],
  VMServiceScrape: victoriaMetrics('spec.endpoints[]'),
};

/** Fields that are `omitempty` and no pointers in staging/src/k8s.io/api/{apps,core}/v1/types.go. */
export const OMITTED: Readonly<Record<string, readonly Omitted[]>> = {
  ConfigMap: [{ path: 'data', value: {} }],
  Deployment: [
    { path: 'spec.minReadySeconds', value: 0 },
    { path: 'spec.paused', value: false },
    ...['hostNetwork', 'hostPID', 'hostIPC'].map((field) => ({ path: `${POD}.${field}`, value: false })),
    ...['nodeSelector', 'tolerations', 'initContainers'].map((field) => ({ path: `${POD}.${field}`, value: [] })),
    ...['stdin', 'stdinOnce', 'tty', 'volumeMounts[].readOnly'].map((field) => ({
      path: `${CONTAINER}.${field}`,
      value: false,
    })),
    ...PROBES.map((probe) => ({ path: `${probe}.initialDelaySeconds`, value: 0 })),
  ],
  Service: [
    { path: 'spec.publishNotReadyAddresses', value: false },
    { path: 'spec.externalIPs', value: [] },
  ],
};
