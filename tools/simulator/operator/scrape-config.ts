import type { PodMonitorSpec, ServiceMonitorSpec } from '../../../imports/monitoring.js';

/** A relabel rule in Prometheus' own spelling. */
export interface RelabelConfig {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
}

/**
 * What the operator writes for the oldest Prometheus that is supported, so without `keep_dropped_targets`, which it leaves out before
 * 2.47: a scrape config without what only the operator or its Prometheus knows: service discovery, what Secrets hold of tokens, users
 * and passwords, and the rules that choose a shard.
 */
export interface ScrapeConfig {
  readonly job_name: string;
  readonly honor_labels: boolean;
  readonly sample_limit: number | undefined;
  readonly label_limit: number | undefined;
  readonly relabel_configs: readonly RelabelConfig[];
  readonly metric_relabel_configs: readonly RelabelConfig[];
  readonly [setting: string]: unknown;
}

export interface Monitor<Spec> {
  readonly namespace: string;
  readonly name: string;
  readonly spec: Spec;
}

type ServiceEndpoint = ServiceMonitorSpec['endpoints'][number];
type PodEndpoint = NonNullable<PodMonitorSpec['podMetricsEndpoints']>[number];
type Endpoint = ServiceEndpoint | PodEndpoint;
type Certificate = Pick<NonNullable<NonNullable<Endpoint['tlsConfig']>['ca']>, 'secret' | 'configMap'>;

const META = '__meta_kubernetes';
// biome-ignore lint/suspicious/noTemplateCurlyInString: a reference as Prometheus takes it.
const FIRST_GROUP = '${1}';

/** What the Prometheus Operator 0.93 makes of a ServiceMonitor (pkg/prometheus/promcfg.go), discovery by endpoints. */
export function serviceMonitorScrapeConfigs({
  namespace,
  name,
  spec,
}: Monitor<ServiceMonitorSpec>): readonly ScrapeConfig[] {
  return spec.endpoints.map((endpoint, index) => ({
    job_name: `serviceMonitor/${namespace}/${name}/${index}`,
    ...settings(endpoint, spec, namespace),
    relabel_configs: [
      copyJob,
      ...selection(spec.selector, `${META}_service_label`),
      ...(endpoint.port === undefined ? [] : [keep([`${META}_endpoint_port_name`], endpoint.port)]),
      ...addressTarget('Node', 'node'),
      ...addressTarget('Pod', 'pod'),
      copy(`${META}_namespace`, 'namespace'),
      copy(`${META}_service_name`, 'service'),
      copy(`${META}_pod_name`, 'pod'),
      copy(`${META}_pod_container_name`, 'container'),
      ...running(endpoint),
      ...labelsOf('service', spec.targetLabels),
      ...labelsOf('pod', spec.podTargetLabels),
      { ...copy(`${META}_service_name`, 'job'), replacement: FIRST_GROUP },
      ...(endpoint.port === undefined ? [] : [{ target_label: 'endpoint', replacement: endpoint.port }]),
      ...(endpoint.relabelings ?? []).map(relabelConfig),
    ],
    metric_relabel_configs: (endpoint.metricRelabelings ?? []).map(relabelConfig),
  }));
}

/** What the Prometheus Operator 0.93 makes of a PodMonitor. */
export function podMonitorScrapeConfigs({ namespace, name, spec }: Monitor<PodMonitorSpec>): readonly ScrapeConfig[] {
  return (spec.podMetricsEndpoints ?? []).map((endpoint, index) => ({
    job_name: `podMonitor/${namespace}/${name}/${index}`,
    ...settings(endpoint, spec, namespace),
    relabel_configs: [
      copyJob,
      ...running(endpoint),
      ...selection(spec.selector, `${META}_pod_label`),
      ...portOf(endpoint),
      copy(`${META}_namespace`, 'namespace'),
      copy(`${META}_pod_container_name`, 'container'),
      copy(`${META}_pod_name`, 'pod'),
      ...labelsOf('pod', spec.podTargetLabels),
      { target_label: 'job', replacement: `${namespace}/${name}` },
      ...(endpoint.port === undefined ? [] : [{ target_label: 'endpoint', replacement: endpoint.port }]),
      ...(endpoint.relabelings ?? []).map(relabelConfig),
    ],
    metric_relabel_configs: (endpoint.metricRelabelings ?? []).map(relabelConfig),
  }));
}

/** How Kubernetes discovery spells a label's name: everything but letters, digits and `_` becomes `_`. */
export function sanitized(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

const copyJob: RelabelConfig = { source_labels: ['job'], target_label: '__tmp_prometheus_job_name' };

function settings(endpoint: Endpoint, spec: ServiceMonitorSpec | PodMonitorSpec, namespace: string) {
  return {
    honor_labels: endpoint.honorLabels ?? false,
    honor_timestamps: endpoint.honorTimestamps ?? true,
    follow_redirects: endpoint.followRedirects ?? true,
    scrape_interval: endpoint.interval,
    scrape_timeout: endpoint.scrapeTimeout,
    metrics_path: endpoint.path,
    scheme: endpoint.scheme?.toLowerCase(),
    enable_http2: endpoint.enableHttp2,
    sample_limit: spec.sampleLimit,
    target_limit: spec.targetLimit,
    label_limit: spec.labelLimit,
    label_name_length_limit: spec.labelNameLengthLimit,
    label_value_length_limit: spec.labelValueLengthLimit,
    body_size_limit: spec.bodySizeLimit,
    ...(endpoint.proxyUrl === undefined ? {} : { proxy_url: endpoint.proxyUrl }),
    ...(endpoint.basicAuth === undefined ? {} : { basic_auth: {} }),
    ...(endpoint.authorization === undefined ? {} : { authorization: { type: endpoint.authorization.type } }),
    ...(endpoint.tlsConfig === undefined ? {} : { tls_config: tlsConfig(endpoint.tlsConfig, namespace) }),
  };
}

function selection(
  { matchLabels = {}, matchExpressions = [] }: ServiceMonitorSpec['selector'],
  prefix: string,
): RelabelConfig[] {
  const pair = (key: string) => [`${prefix}_${sanitized(key)}`, `${prefix}present_${sanitized(key)}`];
  return [
    ...Object.entries(matchLabels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => keep(pair(key), `(${value});true`)),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      const present = `${prefix}present_${sanitized(key)}`;
      if (operator === 'In') return keep(pair(key), `(${values.join('|')});true`);
      if (operator === 'NotIn')
        return { action: 'drop', source_labels: pair(key), regex: `(${values.join('|')});true` };
      return { action: operator === 'Exists' ? 'keep' : 'drop', source_labels: [present], regex: 'true' };
    }),
  ];
}

function portOf({ port, portNumber }: PodEndpoint): RelabelConfig[] {
  if (port !== undefined) return [keep([`${META}_pod_container_port_name`], port)];
  return portNumber === undefined ? [] : [keep([`${META}_pod_container_port_number`], String(portNumber))];
}

function running({ filterRunning }: Endpoint): RelabelConfig[] {
  if (filterRunning === false) return [];
  return [{ action: 'drop', source_labels: [`${META}_pod_phase`], regex: '(Failed|Succeeded)' }];
}

function addressTarget(kind: string, label: string): RelabelConfig[] {
  const sources = [`${META}_endpoint_address_target_kind`, `${META}_endpoint_address_target_name`];
  return [
    { source_labels: sources, separator: ';', regex: `${kind};(.*)`, replacement: FIRST_GROUP, target_label: label },
  ];
}

function labelsOf(kind: 'service' | 'pod', labels: readonly string[] = []): RelabelConfig[] {
  return labels.map(sanitized).map((name) => ({
    source_labels: [`${META}_${kind}_label_${name}`],
    target_label: name,
    regex: '(.+)',
    replacement: FIRST_GROUP,
  }));
}

function keep(sourceLabels: readonly string[], regex: string): RelabelConfig {
  return { action: 'keep', source_labels: sourceLabels, regex };
}

/** A rule that gives one label the value of another. */
export function copy(sourceLabel: string, targetLabel: string): RelabelConfig {
  return { source_labels: [sourceLabel], target_label: targetLabel };
}

function relabelConfig(rule: NonNullable<Endpoint['relabelings']>[number]): RelabelConfig {
  return {
    ...(rule.action === undefined ? {} : { action: rule.action }),
    ...(rule.sourceLabels === undefined ? {} : { source_labels: rule.sourceLabels }),
    ...(rule.separator === undefined ? {} : { separator: rule.separator }),
    ...(rule.regex === undefined ? {} : { regex: rule.regex }),
    ...(rule.targetLabel === undefined ? {} : { target_label: rule.targetLabel }),
    ...(rule.replacement === undefined ? {} : { replacement: rule.replacement }),
  };
}

/** Where the operator mounts what a monitor names, its kind and namespace in the name of the file (pkg/assets/tls.go). */
const ASSETS = '/etc/prometheus/certs';

function tlsConfig(
  { insecureSkipVerify, ca, cert, keySecret, serverName }: NonNullable<Endpoint['tlsConfig']>,
  namespace: string,
): Readonly<Record<string, unknown>> {
  const fileOf = (of: Certificate): string | undefined => {
    const [kind, asset] = of.secret === undefined ? [1, of.configMap] : [0, of.secret];
    return asset && `${ASSETS}/${kind}_${namespace}_${asset.name}_${asset.key}`;
  };
  const files = {
    ca_file: ca && fileOf(ca),
    cert_file: cert && fileOf(cert),
    key_file: keySecret && fileOf({ secret: keySecret }),
    server_name: serverName,
  };
  return {
    insecure_skip_verify: insecureSkipVerify,
    ...Object.fromEntries(Object.entries(files).filter(([, value]) => value !== undefined)),
  };
}
