import { documentedAlerts } from '../../../documented/documented-alert.js';
import type { Plan } from '../../../plan/plan.js';
import { type AlertLabels, routesOf } from '../../alertmanager/routed.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';
import { notLoaded } from './not-loaded.js';

/** Stands for a namespace that nobody has named. */
const SOME_TENANT = 'tenant';

/** Alerts that nobody is told of, or only whoever gets all that no route is made for. */
export const untold = check(
  'alertmanager-routes',
  ['alertmanager'],
  ({ alertmanager }, { plan }): readonly FindingOf[] => {
    const { configuration, address } = alertmanager;
    const { root, silent } = configuration;
    const all = instancesOf(plan).map((instances) => ({
      instances,
      routes: instances.labels.map((labels) => routesOf(root, labels)),
    }));
    const isSilent = ({ routes }: (typeof all)[number]) =>
      routes.every((one) => one.every(({ receiver }) => silent.includes(receiver)));
    const isDefault = ({ routes }: (typeof all)[number]) => routes.every((one) => one.every((route) => route === root));
    const dropped = all.filter(isSilent);
    const byDefault = all.filter((one) => !isSilent(one) && isDefault(one));
    const told = (chosen: typeof all) => {
      const [first] = chosen;
      const receivers = [...new Set(chosen.flatMap(({ routes }) => routes.flat().map(({ receiver }) => receiver)))];
      return [
        {
          query: `routes of ${address}/api/v2/status for ${JSON.stringify(first?.instances.labels[0] ?? {})}`,
          value: `receiver ${receivers.join(', ')}`,
        },
        { query: 'alerts alike', value: namesText(chosen.map(({ instances }) => instances.name)) },
      ];
    };
    const isOurs = plan.environment.alertmanager !== undefined;
    return [
      ...(dropped.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              subject: `${dropped.length} of ${all.length} alerts reach a receiver that tells nobody`,
              evidence: told(dropped),
              meaning: 'They fire and are shown in Alertmanager, and no person hears of them.',
              remedy: isOurs
                ? notLoaded(plan)
                : 'Add a route for alertname=~"Arks.+", or let the section alertmanager write one.',
              page: PAGES.alertmanager,
            },
          ]),
      ...(byDefault.length === 0
        ? []
        : [
            {
              severity: isOurs ? ('error' as const) : ('note' as const),
              subject: `${byDefault.length} of ${all.length} alerts reach only the default receiver`,
              evidence: told(byDefault),
              meaning: isOurs
                ? 'The routes that the environment configures are not there, or do not match.'
                : 'Whoever gets what no route is made for gets them, pages and tickets alike.',
              remedy: isOurs ? notLoaded(plan) : 'Add routes by severity, or let the section alertmanager write them.',
              page: PAGES.alertmanager,
            },
          ]),
    ];
  },
);

/** Alerts with the labels that instances of them carry, as far as the environment says values: of tenants, and of the platform. */
function instancesOf(plan: Plan): readonly { readonly name: string; readonly labels: readonly AlertLabels[] }[] {
  const { cluster, tenants, gateway } = plan.environment;
  const [tenant = SOME_TENANT] = tenants.namespaces === 'all' ? [] : tenants.namespaces;
  const off = plan.environment.alerts.off;
  return documentedAlerts(plan)
    .filter(({ name }) => !(name in off))
    .flatMap(({ name, rules, labels }) =>
      rules.map((rule) => {
        const own = {
          alertname: name,
          ...constant(rule.labels),
          ...(cluster.name === undefined ? {} : { [cluster.label]: cluster.name }),
        };
        const places = !labels.includes('namespace')
          ? [{}]
          : [{ namespace: tenant }, ...(labels.includes('application') ? [] : [{ namespace: gateway.envoyNamespace }])];
        return { name, labels: places.map((place) => ({ ...place, ...own })) };
      }),
    );
}

function constant(labels: AlertLabels): AlertLabels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
}
