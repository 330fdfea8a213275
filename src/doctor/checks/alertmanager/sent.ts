import type { AlertLabels } from '../../alertmanager/routed.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';

const MILLISECONDS = 1_000;
/** Prometheus sends what fires once a minute at least, and evaluates it once in two at most. */
const SENT_WITHIN_SECONDS = 180;
/** A Prometheus that sends alerts nowhere. */
export const sent = check(
  'alertmanager-unknown',
  ['alertmanager'],
  ({ alertmanager: { sentTo } }): readonly FindingOf[] => {
    if (sentTo === undefined || sentTo.length > 0) return [];
    return [
      {
        severity: 'error',
        subject: 'Prometheus sends alerts to no Alertmanager',
        evidence: [{ query: 'GET /api/v1/alertmanagers', value: 'activeAlertmanagers: []' }],
        meaning: 'Alerts fire, and nobody is told.',
        remedy: 'Set spec.alerting.alertmanagers of the Prometheus object to the Service of Alertmanager.',
        page: PAGES.alertmanager,
        explains: ['source:alertmanager'],
      },
    ];
  },
);

/** Alerts that fire and never came. */
export const lost = check(
  'alertmanager-alerts',
  ['alertmanager'],
  ({ alertmanager }, { now }): readonly FindingOf[] => {
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
          {
            query: `${address}/api/v2/alerts?filter=alertname=~"Arks.+"`,
            value: `${known.length} alerts, not this one`,
          },
        ],
        meaning: `Nobody is told of ${namesText([...new Set(unknown.map(({ labels }) => labels['alertname'] ?? ''))])}.`,
        remedy:
          'Check that Prometheus sends to this Alertmanager (its page Status, Runtime), its metric prometheus_notifications_errors_total, and alert_relabel_configs.',
        page: PAGES.alertmanager,
        mayFollowFrom: ['source:alertmanager'],
      },
    ];
  },
);

/** Whether Alertmanager's alert is that of Prometheus: labels may have been added on the way, or dropped. */
function isSame(known: AlertLabels, labels: AlertLabels): boolean {
  return Object.entries(labels).every(
    ([name, value]) => (name === 'alertname' ? known[name] : (known[name] ?? value)) === value,
  );
}
