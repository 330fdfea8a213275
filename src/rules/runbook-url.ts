import { deliversRunbooks } from '../config/delivered.js';
import { variablesFilled } from './dashboard-url.js';
import type { RuleSettings } from './settings.js';

/** What tells where the page of an alert is. */
type Settings = Pick<RuleSettings, 'alerts' | 'cluster' | 'grafana' | 'runtimes' | 'slos' | 'surfaces'>;

/** The address of an alert's page where the environment says that pages are published. */
export function publishedRunbook(alert: string, { alerts }: Pick<RuleSettings, 'alerts'>): string | undefined {
  return alerts.runbookUrl === undefined ? undefined : `${alerts.runbookUrl}/${alert}${alerts.runbookEnding}`;
}

/**
 * The link from an alert to its page as an annotation: where pages are published, or else the dashboard that has it, whose uid is the
 * alert's name, variables filled from the alert's labels; relative without a Grafana URL. Where neither is there is no link.
 */
export function runbookAnnotation(
  { name, variables }: { readonly name: string; readonly variables: readonly string[] },
  settings: Settings,
): { readonly runbook_url?: string } {
  const published = publishedRunbook(name, settings);
  if (published !== undefined) return { runbook_url: published };
  if (!deliversRunbooks(settings)) return {};
  return { runbook_url: `${settings.grafana.url ?? ''}/d/${name}?${variablesFilled(variables, settings)}` };
}
