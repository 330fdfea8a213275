import type { Environment } from '../config/environment.js';

/** The address of an alert's page, wherever the environment says that pages are published. */
export function runbookUrl(alert: string, { alerts }: Pick<Environment, 'alerts'>): string {
  return `${alerts.runbookUrl}/${alert}${alerts.runbookEnding}`;
}
