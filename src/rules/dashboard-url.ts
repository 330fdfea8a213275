import type { Environment } from '../config/environment.js';
import type { DashboardUid } from '../config/grafana.js';

/** From a few hours before the alert to now: a template does not know when its alert began. */
const RANGE = 'from=now-3h&to=now';

/** Labels whose variable has another name: what clients ask for is a model at the gateway and at the engines. */
const VARIABLES: Readonly<Record<string, string>> = { model_name: 'model' };

/** The link from an alert to its dashboard, variables filled from the alert's labels; relative without a Grafana URL. */
export function dashboardUrl(
  { dashboard, variables }: { readonly dashboard: DashboardUid; readonly variables: readonly string[] },
  { cluster, grafana }: Environment,
): string {
  const filled = [...(cluster.name === undefined ? [] : [`var-cluster=${encodeURIComponent(cluster.name)}`])].concat(
    variables.map((name) => `var-${VARIABLES[name] ?? name}={{ $labels.${name} | urlquery }}`),
  );
  return `${grafana.url ?? ''}/d/${dashboard}?${[RANGE, ...filled].join('&')}`;
}
