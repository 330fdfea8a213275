import { documentedAlerts } from '../../../documented/documented-alert.js';
import type { Plan } from '../../../plan/plan.js';
import type { Matcher } from '../../../promql/build.js';
import type { ConfiguredInhibition } from '../../alertmanager/configuration.js';
import { type AlertLabels, routesOf } from '../../alertmanager/routed.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { namesText } from '../../words.js';

const PAGE = 'docs/alertmanager.md';
const MILLISECONDS = 1_000;
/** Prometheus sends what fires once a minute at least, and evaluates it once in two at most. */
const SENT_WITHIN_SECONDS = 180;
/** Stands for a namespace that nobody has named. */
const SOME_TENANT = 'tenant';

const sent = check('alertmanager-unknown', ['alertmanager'], ({ alertmanager: { sentTo } }): readonly FindingOf[] => {
  if (sentTo === undefined || sentTo.length > 0) return [];
  return [
    {
      severity: 'error',
      subject: 'Prometheus sends alerts to no Alertmanager',
      evidence: [{ query: 'GET /api/v1/alertmanagers', value: 'activeAlertmanagers: []' }],
      meaning: 'Alerts fire, and nobody is told.',
      remedy: 'Set spec.alerting.alertmanagers of the Prometheus object to the Service of Alertmanager.',
      page: PAGE,
      explains: ['source:alertmanager'],
    },
  ];
});

const untold = check('alertmanager-routes', ['alertmanager'], ({ alertmanager }, { plan }): readonly FindingOf[] => {
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
            page: PAGE,
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
            page: PAGE,
          },
        ]),
  ];
});

const inhibitions = check(
  'alertmanager-inhibitions',
  ['alertmanager'],
  ({ alertmanager }, { plan }): readonly FindingOf[] => {
    const { alertmanager: settings } = plan.environment;
    if (settings === undefined || !settings.inhibition) return [];
    const there = new Set(alertmanager.configuration.inhibitions.map(keyOf));
    const missing = plan.inhibited.filter((one) => !there.has(keyOf(one)));
    const [first] = missing;
    if (first === undefined) return [];
    return [
      {
        severity: 'warning',
        subject: `${missing.length} of ${plan.inhibited.length} inhibitions are not in Alertmanager`,
        evidence: [
          {
            query: `inhibit_rules of ${alertmanager.address}/api/v2/status`,
            value: `missing: ${first.source.map(textOf).join(', ')} silences ${first.target.map(textOf).join(', ')}`,
          },
        ],
        meaning: 'One incident is told by each of its symptoms.',
        remedy: notLoaded(plan),
        page: PAGE,
      },
    ];
  },
);

const lost = check('alertmanager-alerts', ['alertmanager'], ({ alertmanager }, { now }): readonly FindingOf[] => {
  const { firing = [], known, address } = alertmanager;
  if (known === undefined) return [];
  const unknown = firing.filter(
    ({ labels, since }) =>
      now - since > SENT_WITHIN_SECONDS * MILLISECONDS && !known.some((one) => isSame(one, labels)),
  );
  const [first] = unknown;
  if (first === undefined) return [];
  return [
    {
      severity: 'error',
      subject: `${unknown.length} firing alerts are unknown to Alertmanager`,
      evidence: [
        { query: 'GET /api/v1/alerts: firing', value: JSON.stringify(first.labels) },
        { query: `${address}/api/v2/alerts?filter=alertname=~"Arks.+"`, value: `${known.length} alerts, not this one` },
      ],
      meaning: `Nobody is told of ${namesText([...new Set(unknown.map(({ labels }) => labels['alertname'] ?? ''))])}.`,
      remedy:
        'Check that Prometheus sends to this Alertmanager (its page Status, Runtime), its metric prometheus_notifications_errors_total, and alert_relabel_configs.',
      page: PAGE,
      mayFollowFrom: ['source:alertmanager'],
    },
  ];
});

function notLoaded({ environment }: Plan): string {
  const { alertmanager: settings } = environment;
  return settings?.delivery === 'configMap'
    ? 'Take route, receivers and inhibit_rules of the ConfigMap arks-alerts into the configuration, and reload it.'
    : 'Check that Alertmanager selects the AlertmanagerConfig arks-alerts (alertmanagerConfigSelector, its namespaces) and that alertmanager.matcherStrategy is what it has.';
}

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

/** Whether Alertmanager's alert is that of Prometheus: labels may have been added on the way, or dropped. */
function isSame(known: AlertLabels, labels: AlertLabels): boolean {
  return Object.entries(labels).every(
    ([name, value]) => (name === 'alertname' ? known[name] : (known[name] ?? value)) === value,
  );
}

/** An inhibition whatever the order of its parts; the operator may add a matcher of the namespace. */
function keyOf({ source, target, equal }: ConfiguredInhibition): string {
  const side = (matchers: readonly Matcher[]) =>
    matchers
      .filter(({ label, operator }) => label !== 'namespace' || operator !== '=')
      .map(textOf)
      .sort()
      .join(',');
  return [side(source), side(target), [...equal].sort().join(',')].join(' ');
}

function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

/** Every check of an Alertmanager. */
export const alertmanagerChecks: readonly Check[] = [sent, untold, lost, inhibitions];
