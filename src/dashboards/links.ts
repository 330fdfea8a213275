import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardUid } from '../config/dashboard-uids.js';
import { deliveredDashboards } from '../config/delivered.js';
import type { Environment } from '../config/environment.js';
import type { Alert } from '../rules/alert.js';
import { canFire } from '../rules/alerting.js';
import type { BudgetAlert } from '../rules/limit-line.js';
import { runbookUrl } from '../rules/runbook-url.js';
import type { DataPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { exploreLinks } from './explore-links.js';
import { VARIABLE_OF } from './variables.js';

// Grafana fills these in; they are no template strings of ours.
const TIME = `\${__url_time_range}`;
const field = (label: string) => `\${__field.labels.${label}:percentencode}`;
const column = (label: string) => `\${__data.fields["${label}"]:percentencode}`;

/** Links from every dashboard to the others, with time and variables. */
export function dashboardLinks(drawing: Drawing, own: string): readonly DashboardLinkBuilder[] {
  const others = deliveredDashboards(drawing).filter((uid) => uid !== own);
  return others.map((uid) =>
    new DashboardLinkBuilder(words(uid))
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
  const { alerts } = drawing;
  const runbook = [panel.alert, panel.explains].flatMap((alert) =>
    alert === undefined || isUntold(alert, drawing)
      ? []
      : [link(`Runbook of ${alert.name}`, runbookUrl(alert.name, { alerts }))],
  );
  const value = panel.kind === 'table' ? column : field;
  const elsewhere = exploreLinks(panel, value, drawing).map(({ title, url }) => link(title, url));
  if (panel.leadsTo === undefined || !deliveredDashboards(drawing).includes(panel.leadsTo)) {
    return [...runbook, ...elsewhere];
  }
  const labels = panel.kind === 'table' ? panel.rows : (panel.queries[0].by?.labels ?? panel.queries[0].of.labels);
  const filled = labels.flatMap((label) => {
    const variable = VARIABLE_OF[label];
    return variable === undefined ? [] : `&var-${variable}=${value(label)}`;
  });
  const open = link(`Open ${words(panel.leadsTo)}`, `/d/${panel.leadsTo}?${TIME}${filled.join('')}`);
  return [...runbook, open, ...elsewhere];
}

/** Whether nobody is told of an alert, off or without anything that could make it fire: then it has no limit and no runbook that anybody needs. */
export function isUntold(alert: Alert | BudgetAlert, settings: Pick<Environment, 'alerts' | 'surfaces'>): boolean {
  return settings.alerts.off[alert.name] !== undefined || ('surfaces' in alert && !canFire(alert, settings));
}

/** A uid as people read it. */
function words(uid: DashboardUid): string {
  const name = uid.replace(/^arks-/, '').replaceAll('-', ' ');
  return name === 'slo' ? 'SLO' : name.charAt(0).toUpperCase() + name.slice(1);
}

function link(title: string, url: string) {
  return new DashboardLinkBuilder(title).url(url).targetBlank(false);
}
