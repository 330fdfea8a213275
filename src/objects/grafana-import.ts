import type { Environment } from '../config/environment.js';

/** What every object of grafana-operator says of the Grafanas that it is for. */
export function importedBy({ grafana }: Pick<Environment, 'grafana'>) {
  const { allowCrossNamespaceImport, instanceSelector, resyncPeriod } = grafana.dashboards.operator;
  return { allowCrossNamespaceImport, instanceSelector: { matchLabels: instanceSelector }, resyncPeriod };
}
