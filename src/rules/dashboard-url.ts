import type { DashboardUid } from '../config/dashboard-uids.js';
import { deliveredDashboards } from '../config/delivered.js';
import { panelId } from '../lib/panel-id.js';
import type { RuleSettings } from './settings.js';

/** From a few hours before the alert to now: a template does not know when its alert began. */
export const ALERT_RANGE = { from: 'now-3h', to: 'now' } as const;
const RANGE = `from=${ALERT_RANGE.from}&to=${ALERT_RANGE.to}`;

/** Labels whose variable has another name: what clients ask for is a model at the gateway and at the engines. */
const VARIABLES: Readonly<Record<string, string>> = { model_name: 'model' };

/** Where an alert leads: to a panel of a dashboard, by its title, with the variables that its labels fill. */
interface Evidence {
  readonly dashboard: DashboardUid;
  readonly panel: string;
  readonly variables: readonly string[];
}

/**
 * The link from an alert to the panel that shows its evidence as an annotation, variables filled from the alert's labels; relative without
 * a Grafana URL. Where that dashboard is not delivered it leads to the first that is, as a whole, and where none is there is no link. The
 * panel is named by its number alone, which Grafana 10 to 13 all take; `panel-12`, which 11 and later write themselves, is none for 10.
 */
export function dashboardAnnotation(
  { dashboard, panel, variables }: Evidence,
  settings: RuleSettings,
): { readonly dashboard_url?: string } {
  const delivered = deliveredDashboards(settings);
  const shown = delivered.includes(dashboard) ? dashboard : delivered[0];
  if (shown === undefined) return {};
  const opened = shown === dashboard ? `viewPanel=${panelId(panel)}&` : '';
  return { dashboard_url: `${settings.grafana.url ?? ''}/d/${shown}?${opened}${variablesFilled(variables, settings)}` };
}

/** What follows the `?` of a link from an alert: the time shown, and variables with the alert's labels as their values. */
export function variablesFilled(variables: readonly string[], { cluster }: Pick<RuleSettings, 'cluster'>): string {
  const own = cluster.name === undefined ? [] : [`var-cluster=${encodeURIComponent(cluster.name)}`];
  const filled = variables.map((name) => `var-${VARIABLES[name] ?? name}={{ $labels.${name} | urlquery }}`);
  return [RANGE, ...own, ...filled].join('&');
}
