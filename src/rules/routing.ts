import type { AlertmanagerSettings, Timing } from '../config/alertmanager.js';
import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import { regexLiteral } from '../promql/build.js';
import { monitoringAlerts } from './alerts/monitoring.js';
import { ownCluster } from './ruler.js';
import type { RuleSettings } from './settings.js';

/** Which alerts go to which receiver, whatever form Alertmanager is told it in. A route without routes has an empty list. */
export interface Route {
  readonly receiver: string;
  readonly matchers: readonly Matcher[];
  readonly timing: Timing;
  /** Whether later routes beside it are asked as well. */
  readonly goesOn: boolean;
  readonly routes: readonly Route[];
}

/** How names of our alerts begin, and of nobody else's. */
const OURS = 'Arks.+';

/**
 * The labels that alerts of one notification share: one application, or one part of the platform. By name each symptom of an
 * incident would be a notification of its own.
 */
export function groupLabels({ cluster }: Pick<Environment, 'cluster'>): readonly string[] {
  return [cluster.label, 'namespace', 'application'];
}

/** The route of all alerts of an environment, with those of others that ride along, and the routes below it. */
export function routeOf(
  environment: RuleSettings,
  settings: AlertmanagerSettings,
  others: readonly string[] = [],
): Route {
  const { routes, timing } = settings;
  const { severities } = environment.alerts;
  const isCritical: Matcher = { label: 'severity', operator: '=', value: severities.critical };
  const tenants = Object.entries(routes.tenants).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    receiver: routes.warning,
    matchers: [alertsNamed([...new Set(others)]), ...ofCluster(environment)],
    timing: timing.warning,
    goesOn: false,
    routes: [
      ...tenants.flatMap(([namespace, receiver]) => {
        const own: Matcher = { label: 'namespace', operator: '=', value: namespace };
        const isWarning: Matcher = { ...isCritical, operator: '!=' };
        return [
          // Whoever is on call gets it, too.
          { receiver, matchers: [own, isCritical], timing: timing.critical, goesOn: true, routes: [] },
          { receiver, matchers: [own, isWarning, NOT_OF_TENANTS], timing: timing.warning, goesOn: false, routes: [] },
        ];
      }),
      { receiver: routes.critical, matchers: [isCritical], timing: timing.critical, goesOn: false, routes: [] },
    ],
  };
}

/** Whether monitoring can be believed is for those to mend who run it, whosever namespace it is about. */
const NOT_OF_TENANTS: Matcher = {
  label: 'alertname',
  operator: '!~',
  value: Object.values(monitoringAlerts)
    .map(({ name }) => regexLiteral(name))
    .join('|'),
};

function alertsNamed(others: readonly string[]): Matcher {
  return { label: 'alertname', operator: '=~', value: [OURS, ...others.map(regexLiteral)].join('|') };
}

/** Where a ruler has series of several clusters alerts carry theirs; then another environment's are not ours to route. */
function ofCluster(settings: Pick<Environment, 'cluster' | 'rules'>): readonly Matcher[] {
  const only = ownCluster(settings);
  return only === undefined ? [] : [only];
}
