import type { GooglePodMonitoringSpec } from '../../../imports/google-monitoring.js';
import { copy, type RelabelConfig, type ScrapeConfig, sanitized } from './scrape-config.js';

interface Placed {
  readonly name: string;
  /** None for a ClusterPodMonitoring. */
  readonly namespace: string | undefined;
  readonly spec: GooglePodMonitoringSpec;
}

type Endpoint = GooglePodMonitoringSpec['endpoints'][number];
type Selector = GooglePodMonitoringSpec['selector'];

const META = '__meta_kubernetes';
const POD = `${META}_pod`;
const INSTANCE = '__tmp_instance';
/** What the collector knows of its cluster. */
const PLACE = { project_id: 'project-7', location: 'europe-west3', cluster: 'gke-1' } as const;

/**
 * What the operator of Managed Service for Prometheus makes of a PodMonitoring or a ClusterPodMonitoring (prometheus-engine,
 * pkg/operator/apis/monitoring/v1/pod_config.go at 01e7efc8 and common_types.go at 0018ad75, read and not run), without discovery
 * on one node, and without Secrets.
 */
export function podMonitoringScrapeConfigs({ name, namespace, spec }: Placed): readonly ScrapeConfig[] {
  const key = namespace === undefined ? `ClusterPodMonitoring/${name}` : `PodMonitoring/${namespace}/${name}`;
  return spec.endpoints.map((endpoint) => ({
    job_name: `${key}/${endpoint.port}`,
    ...settings(endpoint, spec),
    relabel_configs: [
      ...Object.entries(PLACE).map(([label, replacement]) => ({ target_label: label, replacement })),
      ...(namespace === undefined ? [] : [keep(`${META}_namespace`, namespace)]),
      ...selection(spec.selector),
      ...spec.targetLabels.metadata.map((label) =>
        copy(label === 'namespace' ? `${META}_namespace` : metaOf(label), label),
      ),
      ...(namespace === undefined ? [] : [copy(`${META}_namespace`, 'namespace')]),
      { target_label: 'job', replacement: name },
      ...(spec.filterRunning ? [{ action: 'drop', source_labels: [`${POD}_phase`], regex: '(Failed|Succeeded)' }] : []),
      ...identity(endpoint),
      ...spec.targetLabels.fromPod.map(({ from, to }) => copy(`${POD}_label_${sanitized(from)}`, to)),
    ],
    metric_relabel_configs: endpoint.metricRelabeling.map(relabelConfig),
  }));
}

/** Timestamps of exporters are not honoured, and redirects are followed: neither has a field. */
function settings(
  { interval, timeout, path, scheme, authorization, tls }: Endpoint,
  { limits }: GooglePodMonitoringSpec,
) {
  return {
    honor_labels: false,
    honor_timestamps: false,
    scrape_interval: interval,
    scrape_timeout: timeout,
    metrics_path: path,
    scheme,
    sample_limit: limits.samples,
    label_limit: limits.labels,
    label_name_length_limit: limits.labelNameLength,
    label_value_length_limit: limits.labelValueLength,
    ...(authorization === undefined ? {} : { authorization: { type: authorization.type } }),
    ...(tls === undefined ? {} : { tls_config: { insecure_skip_verify: tls.insecureSkipVerify } }),
  };
}

/** By regexes: a value is not escaped, and what lacks a label has an empty one. */
function selection({ matchLabels = {}, matchExpressions = [] }: Selector): readonly RelabelConfig[] {
  const label = (key: string) => `${POD}_label_${sanitized(key)}`;
  const present = (key: string) => `${POD}_labelpresent_${sanitized(key)}`;
  return [
    ...Object.entries(matchLabels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => keep(label(key), value)),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return keep(present(key), 'true');
      if (operator === 'DoesNotExist') return drop(present(key), 'true');
      return operator === 'In' ? keep(label(key), values.join('|')) : drop(label(key), values.join('|'));
    }),
  ];
}

/** `instance` is made of the pod's name, or of its node's where a DaemonSet runs it. */
function identity({ port }: Endpoint): readonly RelabelConfig[] {
  const instance = [
    copy(`${POD}_name`, INSTANCE),
    {
      source_labels: [`${POD}_controller_kind`, `${POD}_node_name`],
      regex: 'DaemonSet;(.*)',
      target_label: INSTANCE,
      replacement: '$1',
    },
  ];
  if (typeof port === 'string') {
    const name = `${POD}_container_port_name`;
    return [
      ...instance,
      keep(name, port),
      { source_labels: [INSTANCE, name], regex: '(.+);(.+)', replacement: '$1:$2', target_label: 'instance' },
    ];
  }
  return [
    ...instance,
    { action: 'labeldrop', regex: 'container' },
    { source_labels: [INSTANCE], replacement: `$1:${port}`, target_label: 'instance' },
    { source_labels: [`${POD}_ip`], replacement: `$1:${port}`, target_label: '__address__' },
  ];
}

function metaOf(label: 'container' | 'node' | 'pod'): string {
  return label === 'pod' ? `${POD}_name` : `${POD}_${label}_name`;
}

function relabelConfig(rule: Endpoint['metricRelabeling'][number]): RelabelConfig {
  const { action, sourceLabels, separator, regex, targetLabel, replacement } = rule;
  return {
    action,
    ...(sourceLabels === undefined ? {} : { source_labels: sourceLabels }),
    ...(separator === undefined ? {} : { separator }),
    ...(regex === undefined ? {} : { regex }),
    ...(targetLabel === undefined ? {} : { target_label: targetLabel }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function keep(sourceLabel: string, regex: string): RelabelConfig {
  return { action: 'keep', source_labels: [sourceLabel], regex };
}

function drop(sourceLabel: string, regex: string): RelabelConfig {
  return { action: 'drop', source_labels: [sourceLabel], regex };
}
