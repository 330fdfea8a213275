import { deliveredDashboards, deliversRunbooks } from '../config/delivered.js';
import type { Remark } from '../lib/remark.js';
import type { RuleSettings } from './settings.js';

/**
 * That links of alerts have no address where nobody said that of Grafana: in one sentence, with the setting that gives them one.
 * Nothing where no alert links to Grafana.
 */
export function relativeLinks(settings: RuleSettings): readonly Required<Remark>[] {
  if (settings.grafana.url !== undefined || deliveredDashboards(settings).length === 0) return [];
  const linked = deliversRunbooks(settings) ? 'dashboards and runbooks' : 'dashboards';
  const message =
    `grafana.url is not set: alerts link to ${linked} by a path alone (/d/...), which nobody can open from a message; ` +
    'set it to the address of Grafana';
  return [{ message, setting: ['grafana', 'url'] }];
}
