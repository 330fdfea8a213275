import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Environment } from '../config/environment.js';
import { type Asked, type ExploreRange, logsUrl, tracesUrl, type Whose } from '../rules/explore-url.js';
import { isTraced } from '../rules/traced.js';
import type { Dashboard, DataPanel } from './dashboard.js';
import type { VariableName } from './variables.js';

/** Grafana fills these in, also within JSON: the time shown, in milliseconds. */
const SHOWN: ExploreRange = { from: `\${__from}`, to: `\${__to}` };
/** The values of a variable beside each other, as alternatives of a regular expression; All is what its allValue says. */
const chosen = (variable: VariableName) => `\${${variable}:pipe}`;

/** A link of Grafana. */
export interface ExploreLink {
  readonly title: string;
  readonly url: string;
}

type Settings = Pick<Environment, 'cluster' | 'grafana' | 'runtimes'>;

/**
 * Links from the values of a panel to the logs of their pod, or of their namespace, and to the traces of requests there. None where
 * the values of some query name no namespace, or where the environment names no such data source.
 */
export function exploreLinks(
  panel: DataPanel,
  filled: (label: string) => string,
  { cluster, grafana, runtimes }: Settings,
): readonly ExploreLink[] {
  const all = panel.queries.map(({ of, by }) => (panel.kind === 'table' ? panel.rows : (by?.labels ?? of.labels)));
  const named = (label: Whose) => all.every((labels) => labels.includes(label));
  if (!named('namespace')) return [];
  const { logs, traces } = grafana;
  const asked: readonly Asked[] = [
    { whose: 'cluster', is: '=', text: filled(cluster.label) },
    { whose: 'namespace', is: '=', text: filled('namespace') },
    ...(named('pod') ? [{ whose: 'pod', is: '=', text: filled('pod') } as const] : []),
  ];
  const whose = named('pod') ? 'pod' : 'namespace';
  const traced = panel.queries.some(({ of }) => isTraced(of, runtimes));
  return [
    ...(logs === undefined ? [] : [{ title: `Logs of this ${whose}`, url: logsUrl(logs, asked, SHOWN) }]),
    ...(traces === undefined || !traced
      ? []
      : [{ title: `Traces of this ${whose}`, url: tracesUrl(traces, asked, SHOWN) }]),
  ];
}

/** Links from a dashboard to the logs and traces of the namespaces that are chosen; none where none can be. */
export function exploreNavigation(
  { variables }: Pick<Dashboard, 'variables'>,
  { grafana }: Settings,
): readonly DashboardLinkBuilder[] {
  const { logs, traces } = grafana;
  if (!variables.includes('namespace')) return [];
  const asked: readonly Asked[] = [
    { whose: 'cluster', is: '=~', text: chosen('cluster') },
    { whose: 'namespace', is: '=~', text: chosen('namespace') },
  ];
  return [
    ...(logs === undefined ? [] : [link('Logs', 'Logs of the chosen namespaces', logsUrl(logs, asked, SHOWN))]),
    ...(traces === undefined
      ? []
      : [link('Traces', 'Traces of the chosen namespaces', tracesUrl(traces, asked, SHOWN))]),
  ];
}

function link(title: string, tooltip: string, url: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(url)
    .icon('external link')
    .tooltip(tooltip)
    .tags([])
    .asDropdown(false)
    .targetBlank(false)
    .includeVars(false)
    .keepTime(false);
}
