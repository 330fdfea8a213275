/** Labels that say who a series belongs to, or that a monitor drops; anything else under these names would hide it or be lost. */
const IDENTITY_LABELS: readonly string[] = [
  ...['namespace', 'application', 'role', 'model_name', 'runtime', 'pod', 'container', 'service', 'endpoint'],
  ...['job', 'instance', 'user', 'model', 'type', 'rule_type', 'status', 'le', 'quantile'],
  ...['token', 'controller', 'arks_model', 'quota_name', 'code', 'node'],
  ...['customresource_group', 'customresource_kind', 'customresource_version'],
];

/** Labels that alerts carry besides: two alerts that differ in one of them only would be one, and the rule would fail. */
export const ALERT_LABELS: readonly string[] = [
  ...IDENTITY_LABELS,
  ...['alertname', 'severity', 'cluster', 'slo', 'long_window', 'short_window'],
  ...['phase', 'quota_type', 'rule_group', 'latency', 'override'],
];
