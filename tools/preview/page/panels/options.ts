import type { Panel } from '../../model/dashboard.js';

/** Options of a panel as its plugin reads them: as loosely as Grafana does, whatever is missing is the plugin's matter. */
// biome-ignore lint/suspicious/noExplicitAny: each plugin has its own, and none is checked by Grafana either
export function optionsOf({ options }: Panel): any {
  return options ?? {};
}
