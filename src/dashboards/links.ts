import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardUid } from '../config/dashboard-uids.js';
import { deliveredDashboards, deliversRunbooks } from '../config/delivered.js';
import type { Environment } from '../config/environment.js';
import type { Alert } from '../rules/alert.js';
import { canFire } from '../rules/alerting.js';
import type { BudgetAlert } from '../rules/limit-line.js';
import { publishedRunbook } from '../rules/runbook-url.js';
import type { DataPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { exploreLinks } from './explore-links.js';
import { VARIABLE_OF } from './variables.js';

// Grafana fills these in; they are no template strings of ours.
const TIME = `\${__url_time_range}`;
const field = (label: string) => `\${__field.labels.${label}:percentencode}`;
const column = (label: string) => `\${__data.fields["${label}"]:percentencode}`;

/** A dashboard that another links to. */
export interface Linked {
  readonly uid: string;
  readonly title: string;
}

/** The tag of dashboards that lead to each other; runbooks, of which there are many more, have it not. */
export const LISTED = 'arks-dashboard';

/**
 * A menu of every other dashboard with that tag, which keeps time and variables: one word in the head of a dashboard, however many there
 * are. Grafana lists by tags only; a list of addresses stands side by side.
 */
export function dashboardMenu(): DashboardLinkBuilder {
  return new DashboardLinkBuilder('Dashboards')
    .type(DashboardLinkType.Dashboards)
    .url('')
    .icon('external link')
    .tooltip('')
    .tags([LISTED])
    .asDropdown(true)
    .targetBlank(false)
    .includeVars(true)
    .keepTime(true);
}

/** Links from a dashboard to others, with time and variables. */
export function dashboardLinks(others: readonly Linked[]): readonly DashboardLinkBuilder[] {
  return others.map(({ uid, title }) =>
    new DashboardLinkBuilder(title)
      .type(DashboardLinkType.Link)
      .url(`/d/${uid}`)
      .icon('dashboard')
      .tooltip('')
      .tags([])
      .asDropdown(false)
      .targetBlank(false)
      .includeVars(true)
      .keepTime(true),
  );
}

/** Links of a panel's values: to the runbook of its alert, to where the labels of a value lead, and to logs and traces. */
export function dataLinks(panel: DataPanel, drawing: Drawing) {
  const value = panel.kind === 'table' ? column : field;
  const labels = panel.kind === 'table' ? panel.rows : (panel.queries[0].by?.labels ?? panel.queries[0].of.labels);
  const filled = labels.flatMap((label) => {
    const variable = VARIABLE_OF[label];
    return variable === undefined ? [] : `&var-${variable}=${value(label)}`;
  });
  const to = (uid: string) => `/d/${uid}?${TIME}${filled.join('')}`;
  const runbook = [panel.alert, panel.explains].flatMap((alert) => {
    if (alert === undefined || isUntold(alert, drawing) || panel.isOnItsRunbook === true) return [];
    const page = publishedRunbook(alert.name, drawing) ?? (deliversRunbooks(drawing) ? to(alert.name) : undefined);
    return page === undefined ? [] : [link(`Runbook of ${alert.name}`, page)];
  });
  const own =
    panel.ownAlert === undefined ? [] : [link(`Runbook of ${panel.ownAlert.name}`, panel.ownAlert.runbookUrl)];
  const elsewhere = exploreLinks(panel, value, drawing).map(({ title, url }) => link(title, url));
  if (panel.leadsTo === undefined || !deliveredDashboards(drawing).includes(panel.leadsTo)) {
    return [...own, ...runbook, ...elsewhere];
  }
  const open = link(`Open ${words(panel.leadsTo)}`, to(panel.leadsTo));
  return [...own, ...runbook, open, ...elsewhere];
}

/**
 * Links of a table of alerts, by the column: names lead to runbooks, the label `dashboard` to what it is mapped to, an application to
 * its engines. What an alert says nothing of cannot fill a variable, which would then choose nothing.
 */
export function alertLinks(label: string, drawing: Drawing): readonly DashboardLinkBuilder[] {
  const delivered = deliveredDashboards(drawing);
  if (label === 'dashboard') return [link('Open the dashboard', `/d/${column('dashboard')}?${TIME}`)];
  if (label === 'application' && delivered.includes('arks-runtime')) {
    const whose = ['namespace', 'application'].map((one) => `&var-${one}=${column(one)}`).join('');
    return [link('Open the engines of this application', `/d/arks-runtime?${TIME}${whose}`)];
  }
  if (label !== 'alertname') return [];
  const name = column('alertname');
  const page = publishedRunbook(name, drawing) ?? (deliversRunbooks(drawing) ? `/d/${name}?${TIME}` : undefined);
  return page === undefined ? [] : [link('Runbook', page)];
}

/** Whether nobody is told of an alert, off or without anything that could make it fire: then it has no limit and no runbook that anybody needs. */
export function isUntold(alert: Alert | BudgetAlert, settings: Pick<Environment, 'alerts' | 'surfaces'>): boolean {
  return settings.alerts.off[alert.name] !== undefined || ('surfaces' in alert && !canFire(alert, settings));
}

/** A uid as people read it. */
export function words(uid: DashboardUid): string {
  const name = uid.replace(/^arks-/, '').replaceAll('-', ' ');
  return name === 'slo' ? 'SLO' : name.charAt(0).toUpperCase() + name.slice(1);
}

function link(title: string, url: string) {
  return new DashboardLinkBuilder(title).url(url).targetBlank(false);
}
